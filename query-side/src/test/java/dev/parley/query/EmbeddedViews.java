package dev.parley.query;

import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import dev.parley.testmongo.RealMongo;
import dev.parley.viewstore.ViewStoreServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;
import reactor.core.publisher.Mono;

/**
 * A view store of a test's own: the embedded one on a directory that goes away with it, or a database of a
 * {@link RealMongo}.
 */
final class EmbeddedViews implements AutoCloseable {

    private final String elsewhere = RealMongo.uri();
    private final String database = "parley" + UUID.randomUUID().toString().substring(0, 8);
    private final @Nullable Path directory;
    private final @Nullable ViewStoreServer server;

    EmbeddedViews() {
        directory = elsewhere.isEmpty() ? newDirectory() : null;
        server = directory == null ? null : new ViewStoreServer(directory, "test", Path.of("target", "native"));
    }

    private static Path newDirectory() {
        try {
            return Files.createTempDirectory("views");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String database() {
        return database;
    }

    String uri() {
        return server == null
                ? elsewhere.replaceFirst("^(mongodb(?:\\+srv)?://[^/?]+)(/[^?]*)?", "$1/" + database)
                : server.uri(database);
    }

    @Override
    public void close() {
        if (server == null || directory == null) {
            try (MongoClient client = MongoClients.create(uri())) {
                Mono.from(client.getDatabase(database).drop()).block();
            }
        } else {
            server.close();
            boolean _ = FileSystemUtils.deleteRecursively(directory.toFile());
        }
    }
}
