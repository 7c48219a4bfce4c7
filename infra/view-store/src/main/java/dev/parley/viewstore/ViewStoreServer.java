package dev.parley.viewstore;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.ServerVersion;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;

/**
 * A server that speaks MongoDB's protocol on a free port of the loopback address and keeps its documents in a directory. Only
 * {@code _id} is indexed: filters and orders by it are quick, all others go through the whole collection.
 */
public final class ViewStoreServer implements AutoCloseable {

    private static final int THREADS = 8;

    private final MongoServer server;

    /**
     * @param layout of the documents; those of another layout are thrown away
     * @param library where RocksDB's native library lies, or is put
     * @throws CannotOpenViews when the directory cannot be used
     */
    public ViewStoreServer(Path directory, String layout, Path library) {
        Documents documents = new Documents(directory, library);
        try {
            server = new MongoServer(new PersistentBackend(documents, new Catalogue(documents, layout))
                    .version(ServerVersion.MONGO_5_0));
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1, THREADS);
        } catch (ViewsUnavailable e) {
            documents.close();
            throw new CannotOpenViews(String.valueOf(e.getMessage()), e);
        } catch (RuntimeException e) {
            documents.close();
            throw e;
        }
    }

    /** With the name of a database, for a client of the driver. */
    public String uri(String database) {
        return "mongodb://127.0.0.1:" + server.getLocalAddress().getPort() + "/" + database;
    }

    @Override
    public void close() {
        server.shutdownNow();
    }
}
