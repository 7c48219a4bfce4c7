package dev.parley.projection;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import dev.parley.testmongo.RealMongo;
import dev.parley.viewstore.ViewStoreServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/**
 * A view store of a test's own, spoken to over the wire: the embedded one on a directory that goes away with it, or a database of a
 * {@link RealMongo}. Closing it fails when somebody has read other than by ids.
 */
public final class EmbeddedViewStore implements AutoCloseable {

    private static final Path LIBRARY = Path.of("target", "native");

    private final @Nullable Path directory;
    private final @Nullable ViewStoreServer server;
    private final String uri;
    private final String name;
    private final MongoClient client;
    private final MongoClient onlooker;
    private final List<String> scans = new CopyOnWriteArrayList<>();

    public EmbeddedViewStore() {
        this(RealMongo.uri());
    }

    /** @param elsewhere the address of a MongoDB; empty = the embedded one */
    public EmbeddedViewStore(String elsewhere) {
        name = "parley" + UUID.randomUUID().toString().substring(0, 8);
        directory = elsewhere.isEmpty() ? newDirectory() : null;
        server = directory == null ? null : new ViewStoreServer(directory, "test", LIBRARY);
        uri = server == null ? withDatabase(elsewhere) : server.uri(name);
        client = MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString(uri))
                .addCommandListener(new CommandListener() {
                    @Override
                    public void commandStarted(CommandStartedEvent event) {
                        watch(event.getCommandName(), event.getCommand());
                    }
                })
                .build());
        onlooker = MongoClients.create(uri);
    }

    private static Path newDirectory() {
        try {
            return Files.createTempDirectory("views");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String withDatabase(String elsewhere) {
        return elsewhere.replaceFirst("^(mongodb(?:\\+srv)?://[^/?]+)(/[^?]*)?", "$1/" + name);
    }

    private void watch(String command, BsonDocument body) {
        switch (command) {
            case "find" -> requireIds(body.getDocument("filter", new BsonDocument()), body);
            case "update" ->
                body.getArray("updates")
                        .forEach(one -> requireIds(one.asDocument().getDocument("q"), body));
            case "delete" ->
                body.getArray("deletes")
                        .forEach(one -> requireIds(one.asDocument().getDocument("q"), body));
            case "aggregate", "count", "distinct" -> scans.add(body.toJson());
            default -> {} // inserts, and what keeps a connection
        }
    }

    private void requireIds(BsonDocument filter, BsonDocument command) {
        boolean byId = filter.containsKey("_id")
                || (filter.containsKey("$and")
                        && filter.getArray("$and").stream()
                                .map(BsonValue::asDocument)
                                .anyMatch(part -> part.containsKey("_id")));
        if (!byId) {
            scans.add(command.toJson());
        }
    }

    public String uri() {
        return uri;
    }

    /** Watched: whoever reads here does so by ids. */
    public MongoDatabase database() {
        return client.getDatabase(name);
    }

    public List<Document> all(String collection) {
        return onlooker.getDatabase(name).getCollection(collection).find().into(new ArrayList<>());
    }

    @Override
    public void close() {
        if (server == null) {
            onlooker.getDatabase(name).drop();
        }
        onlooker.close();
        client.close();
        if (server != null && directory != null) {
            server.close();
            FileSystemUtils.deleteRecursively(directory.toFile());
        }
        assertThat(scans).as("commands that look through a whole collection").isEmpty();
    }
}
