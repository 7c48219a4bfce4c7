package dev.parley.viewstore;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.AbstractSynchronizedMongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.oplog.Oplog;
import io.netty.channel.Channel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A database: its collections, and what a command does to one of them as one write. */
final class PersistentDatabase extends AbstractSynchronizedMongoDatabase<Key> {

    private static final int CANNOT_CREATE_INDEX = 67;
    private static final int USUAL_BATCH = 1_000;

    private final Documents documents;
    private final Catalogue catalogue;

    PersistentDatabase(String name, CursorRegistry cursors, Documents documents, Catalogue catalogue) {
        super(name, cursors);
        this.documents = documents;
        this.catalogue = catalogue;
        initializeNamespacesAndIndexes();
    }

    @Override
    public Document handleCommand(
            Channel channel, String command, Document query, DatabaseResolver resolver, Oplog oplog) {
        return switch (command) {
            case "insert" -> written(channel, command, query, resolver, oplog, "documents");
            case "update" -> written(channel, command, query, resolver, oplog, "updates");
            case "delete" -> written(channel, command, query, resolver, oplog, "deletes");
            case "find" -> {
                query.putIfAbsent("batchSize", USUAL_BATCH);
                yield super.handleCommand(channel, command, query, resolver, oplog);
            }
            default -> super.handleCommand(channel, command, query, resolver, oplog);
        };
    }

    private Document written(
            Channel channel, String command, Document query, DatabaseResolver resolver, Oplog oplog, String items) {
        String name = String.valueOf(query.get(command));
        if (name.startsWith("system.")
                || !(resolveOrCreateCollection(name) instanceof PersistentCollection collection)) {
            return super.handleCommand(channel, command, query, resolver, oplog);
        }
        List<Object> ids = new ArrayList<>();
        if (query.get(items) instanceof List<?> all) {
            for (Object item : all) {
                @Nullable Object id = idOf((Document) item);
                if (id instanceof String) {
                    ids.add(id);
                }
            }
        }
        return collection.inOneWrite(ids, () -> super.handleCommand(channel, command, query, resolver, oplog));
    }

    /** Of a document to insert, or of a filter, as far as it is plain to see. */
    private static @Nullable Object idOf(Document item) {
        if (!(item.get("q") instanceof Document filter)) {
            return item.get("_id");
        }
        if (filter.get("$and") instanceof List<?> parts
                && !parts.isEmpty()
                && parts.getFirst() instanceof Document first) {
            return first.get("_id");
        }
        return filter.get("_id");
    }

    @Override
    protected PersistentCollection openOrCreateCollection(String name, CollectionOptions options) {
        return new PersistentCollection(this, name, options, cursorRegistry, documents, catalogue);
    }

    @Override
    protected Index<Key> openOrCreateUniqueIndex(
            String collectionName, String indexName, List<IndexKey> keys, boolean sparse) {
        MongoCollection<Key> collection = resolveCollection(collectionName, true);
        if (keys.size() == 1 && keys.getFirst().getKey().equals("_id")) {
            return new IdIndex(indexName, keys.getFirst(), (PersistentCollection) collection);
        }
        throw new MongoServerError(
                CANNOT_CREATE_INDEX, "CannotCreateIndex", "This store keeps one index a collection, the one on _id.");
    }

    @Override
    protected long getFileSize() {
        return documents.bytesOnDisk();
    }

    @Override
    protected long getStorageSize() {
        return documents.bytesOnDisk();
    }
}
