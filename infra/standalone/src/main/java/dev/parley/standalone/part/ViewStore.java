package dev.parley.standalone.part;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.ServerVersion;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.net.InetSocketAddress;

/**
 * The MongoDB-wire server that the views live in. It keeps them in memory: they are computed, so after a start they are computed
 * again.
 */
public final class ViewStore implements AutoCloseable {

    private final MongoServer server;
    private final InetSocketAddress address;

    public ViewStore() {
        server = new MongoServer(new MemoryBackend().version(ServerVersion.MONGO_5_0));
        address = server.bind();
    }

    public String uri() {
        return "mongodb://127.0.0.1:" + address.getPort() + "/parley";
    }

    @Override
    public void close() {
        server.shutdownNow();
    }
}
