package dev.parley.viewstore;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.DuplicateKeyError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The index on {@code _id}, which takes no room: documents lie where their ids say. */
final class IdIndex extends Index<Key> {

    private final String field;
    private final PersistentCollection documents;

    IdIndex(String name, IndexKey key, PersistentCollection documents) {
        super(name, List.of(key), false);
        this.field = key.getKey();
        this.documents = documents;
    }

    @Override
    public @Nullable Key getPosition(Document document) {
        return documents.key(document.get(field));
    }

    @Override
    public void checkAdd(Document document, MongoCollection<Key> collection) {
        if (documents.contains(documents.key(document.get(field)))) {
            throw new DuplicateKeyError(this, collection, getKeys(), new KeyValue(document.get(field)));
        }
    }

    @Override
    public void add(Document document, Key position, MongoCollection<Key> collection) {}

    @Override
    public @Nullable Key remove(Document document) {
        return getPosition(document);
    }

    @Override
    public boolean canHandle(Document query) {
        return false; // the collection plans for itself
    }

    @Override
    public Iterable<Key> getPositions(Document query) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long getCount() {
        return documents.count();
    }

    /** Never, so that nobody fills it. */
    @Override
    public boolean isEmpty() {
        return false;
    }

    @Override
    public long getDataSize() {
        return 0;
    }

    @Override
    public void checkUpdate(Document before, Document after, MongoCollection<Key> collection) {}

    @Override
    public void updateInPlace(Document before, Document after, Key position, MongoCollection<Key> collection) {}

    @Override
    public void drop() {}
}
