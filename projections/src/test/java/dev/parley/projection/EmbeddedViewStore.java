package dev.parley.projection;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.ServerVersion;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;

/** A view store of a test's own, spoken to over the wire. */
public final class EmbeddedViewStore implements AutoCloseable {

    private final MongoServer server;
    private final MongoClient client;
    private final String uri;

    public EmbeddedViewStore() {
        server = new MongoServer(new MemoryBackend().version(ServerVersion.MONGO_5_0));
        InetSocketAddress address = server.bind();
        uri = "mongodb://127.0.0.1:" + address.getPort() + "/parley";
        client = MongoClients.create(uri);
    }

    public String uri() {
        return uri;
    }

    public MongoDatabase database() {
        return client.getDatabase("parley");
    }

    public List<Document> all(String collection) {
        return database().getCollection(collection).find().into(new ArrayList<>());
    }

    @Override
    public void close() {
        client.close();
        server.shutdownNow();
    }
}
