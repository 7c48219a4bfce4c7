package dev.parley.viewstore;

import de.bwaldvogel.mongo.ServerVersion;
import java.nio.file.Path;

/**
 * A server that speaks MongoDB's protocol on a free port of the loopback address and keeps its documents in a directory. Only
 * {@code _id} is indexed: filters and orders by it are quick, all others go through the whole collection.
 */
public final class ViewStoreServer implements AutoCloseable {

    private final PersistentBackend backend;
    private final Listener listener;

    /**
     * @param layout of the documents; those of another layout are thrown away
     * @param library where RocksDB's native library lies, or is put
     * @throws CannotOpenViews when the directory cannot be used
     */
    public ViewStoreServer(Path directory, String layout, Path library) {
        Documents documents = new Documents(directory, library);
        try {
            backend = new PersistentBackend(documents, new Catalogue(documents, layout));
            listener = new Listener(backend.version(ServerVersion.MONGO_5_0));
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
        return "mongodb://127.0.0.1:" + listener.port() + "/" + database;
    }

    @Override
    public void close() {
        listener.close();
        backend.close();
    }
}
