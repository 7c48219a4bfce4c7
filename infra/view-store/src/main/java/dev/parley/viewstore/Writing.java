package dev.parley.viewstore;

import de.bwaldvogel.mongo.bson.Document;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;

/**
 * What one command changes in a collection: read in one go, written in one go. Belongs to one thread, and whoever reads through it finds
 * what it has changed already.
 */
final class Writing implements AutoCloseable {

    private final Documents documents;
    private final WriteBatch batch = new WriteBatch();
    private final Map<Key, byte @Nullable []> known = new HashMap<>();

    Writing(Documents documents) {
        this.documents = documents;
    }

    /** That these are going to be asked for. */
    void foresee(List<Key> keys) {
        Map<Key, byte[]> found = documents.get(keys);
        keys.forEach(key -> known.put(key, found.get(key)));
    }

    byte @Nullable [] get(Key key) {
        if (!known.containsKey(key)) {
            known.put(key, documents.get(key));
        }
        return known.get(key);
    }

    void put(Key key, Document document) {
        byte[] bytes = Bson.bytes(document);
        try {
            batch.put(key.bytes(), bytes);
        } catch (RocksDBException e) {
            throw new ViewsUnavailable("The view store cannot take a write: " + e.getMessage(), e);
        }
        known.put(key, bytes);
    }

    void delete(Key key) {
        try {
            batch.delete(key.bytes());
        } catch (RocksDBException e) {
            throw new ViewsUnavailable("The view store cannot take a write: " + e.getMessage(), e);
        }
        known.put(key, null);
    }

    void flush() {
        if (batch.count() > 0) {
            documents.write(batch);
            batch.clear();
        }
    }

    @Override
    public void close() {
        batch.close();
    }
}
