package dev.parley.viewstore;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoCollection;
import de.bwaldvogel.mongo.backend.ArrayFilters;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.DuplicateKeyError;
import de.bwaldvogel.mongo.exception.InvalidIdFieldError;
import de.bwaldvogel.mongo.oplog.Oplog;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Spliterators;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The documents of one collection. Commands that write take turns and are written in one go each; whoever reads waits for nobody and
 * sees a command's changes all at once.
 */
final class PersistentCollection extends AbstractMongoCollection<Key> {

    private final Documents documents;
    private final Catalogue catalogue;
    private final int number;
    private final ReentrantLock turn = new ReentrantLock();
    private @Nullable Writing now;

    PersistentCollection(
            MongoDatabase database,
            String name,
            CollectionOptions options,
            CursorRegistry cursors,
            Documents documents,
            Catalogue catalogue) {
        super(database, name, options, cursors);
        this.documents = documents;
        this.catalogue = catalogue;
        this.number = catalogue.number(database.getDatabaseName() + "." + name);
    }

    Key key(@Nullable Object id) {
        @Nullable Key key = Key.of(number, id);
        if (key == null) {
            throw new InvalidIdFieldError("The '_id' value cannot be of this type");
        }
        return key;
    }

    boolean contains(Key key) {
        return bytes(key) != null;
    }

    private byte @Nullable [] bytes(Key key) {
        return now != null && turn.isHeldByCurrentThread() ? now.get(key) : documents.get(key);
    }

    /** @param ids whose documents are about to be asked for */
    <T> T inOneWrite(List<Object> ids, Supplier<T> command) {
        turn.lock();
        try {
            if (now != null) {
                return command.get();
            }
            try (Writing writing = new Writing(documents)) {
                writing.foresee(ids.stream().map(this::key).toList());
                now = writing;
                T done = command.get();
                writing.flush();
                return done;
            } finally {
                now = null;
            }
        } finally {
            turn.unlock();
        }
    }

    private Writing writing() {
        if (now == null || !turn.isHeldByCurrentThread()) {
            throw new IllegalStateException("Not writing");
        }
        return now;
    }

    @Override
    public void addDocument(Document document) {
        var _ = inOneWrite(List.of(), () -> {
            super.addDocument(document);
            return true;
        });
    }

    @Override
    public List<Document> insertDocuments(List<Document> all, boolean isOrdered) {
        return inOneWrite(List.of(), () -> super.insertDocuments(all, isOrdered));
    }

    @Override
    public int deleteDocuments(Document selector, int limit, Oplog oplog) {
        return inOneWrite(List.of(), () -> super.deleteDocuments(selector, limit, oplog));
    }

    @Override
    public void removeDocument(Document document) {
        var _ = inOneWrite(List.of(), () -> {
            super.removeDocument(document);
            return true;
        });
    }

    @Override
    public Document findAndModify(Document query) {
        return inOneWrite(List.of(), () -> super.findAndModify(query));
    }

    @Override
    public Document updateDocuments(
            Document selector, Document update, ArrayFilters filters, boolean isMulti, boolean isUpsert, Oplog oplog) {
        return inOneWrite(List.of(), () -> {
            @Nullable
            Document done = !isMulti
                            && Candidates.of(selector, number, getIdField())
                                    instanceof Candidates.Some(List<Key> keys, Document rest)
                            && keys.size() == 1
                    ? updateOne(keys.getFirst(), rest, selector, update, isUpsert)
                    : null;
            return done != null
                    ? done
                    : super.updateDocuments(selector, Whole.read(update), filters, isMulti, isUpsert, oplog);
        });
    }

    /** Null when it is to be done the library's way. */
    private @Nullable Document updateOne(Key key, Document rest, Document selector, Document update, boolean isUpsert) {
        if (update.keySet().stream().noneMatch(field -> field.startsWith("$"))) {
            return key.equals(Key.of(number, update.get(getIdField())))
                    ? replace(key, rest, selector, update, isUpsert)
                    : null;
        }
        byte @Nullable [] before = bytes(key);
        @Nullable Object id = Candidates.plainId(selector, getIdField());
        if (id == null || !Candidates.onlyExcludes(rest) || (before == null && !isUpsert)) {
            return null;
        }
        Document document = before == null ? new Document("_id", id) : Bson.document(before);
        if (before != null && !rest.isEmpty() && !documentMatchesQuery(document, rest)) {
            if (isUpsert) {
                throw new DuplicateKeyError(this, "_id_ dup key: " + selector);
            }
            return new Document("n", 0).append("nModified", 0);
        }
        PlainUpdate.Outcome outcome = new PlainUpdate(update).applyTo(document);
        if (outcome == PlainUpdate.Outcome.NOT_PLAIN) {
            return null;
        }
        boolean changed = before == null || outcome == PlainUpdate.Outcome.CHANGED;
        if (changed) {
            writing().put(key, document);
        }
        return before == null
                ? new Document("upserted", id).append("n", 0).append("nModified", 0)
                : new Document("n", 1).append("nModified", changed ? 1 : 0);
    }

    /** What most writes are; the long way takes several times as long. */
    private Document replace(Key key, Document rest, Document selector, Document update, boolean isUpsert) {
        byte @Nullable [] before = bytes(key);
        boolean matches = before != null && (rest.isEmpty() || documentMatchesQuery(Bson.document(before), rest));
        if (!matches && !isUpsert) {
            return new Document("n", 0).append("nModified", 0);
        }
        if (!matches && before != null) {
            throw new DuplicateKeyError(this, "_id_ dup key: " + selector);
        }
        writing().put(key, update);
        return matches
                ? new Document("n", 1).append("nModified", 1)
                : new Document("upserted", update.get(getIdField()))
                        .append("n", 0)
                        .append("nModified", 0);
    }

    @Override
    protected QueryResult queryDocuments(
            Document query,
            @Nullable Document orderBy,
            int skip,
            int limit,
            int batchSize,
            @Nullable Document fieldSelector) {
        Candidates candidates = Candidates.of(query, number, getIdField());
        int direction = directionOfIds(orderBy);
        UnaryOperator<List<Document>> keep = direction == 0
                ? some -> matching(some, candidates.filter(), null)
                : some -> matching(some, candidates.filter(), fieldSelector);
        Iterator<Document> found = found(candidates, direction < 0, keep);
        if (direction == 0) {
            return matchDocumentsFromStream(
                    new Document(), stream(found), skip, limit, batchSize, deriveComparator(orderBy), fieldSelector);
        }
        for (int i = 0; i < skip && found.hasNext(); i++) {
            found.next();
        }
        Iterator<Document> wanted = limit > 0 ? stream(found).limit(limit).iterator() : found;
        if (batchSize <= 0) {
            return new QueryResult(() -> wanted);
        }
        List<Document> first = LazyCursor.take(wanted, batchSize);
        if (!wanted.hasNext()) {
            return new QueryResult(first);
        }
        LazyCursor rest = new LazyCursor(cursorRegistry.generateCursorId(), wanted);
        cursorRegistry.add(rest);
        return new QueryResult(first, rest);
    }

    private Iterator<Document> found(Candidates candidates, boolean backwards, UnaryOperator<List<Document>> keep) {
        return switch (candidates) {
            case Candidates.Some some -> Chunks.of(backwards ? some.keys().reversed() : some.keys(), this::read, keep);
            case Candidates.Range range -> {
                if (now != null && turn.isHeldByCurrentThread()) {
                    now.flush(); // so that what this command has written is among them
                }
                yield Chunks.of(range, documents, backwards, keep);
            }
        };
    }

    private Map<Key, byte[]> read(List<Key> keys) {
        if (now == null || !turn.isHeldByCurrentThread()) {
            return documents.get(keys);
        }
        Map<Key, byte[]> found = new HashMap<>();
        for (Key key : keys) {
            byte @Nullable [] document = bytes(key);
            if (document != null) {
                found.put(key, document);
            }
        }
        return found;
    }

    private List<Document> matching(List<Document> some, Document filter, @Nullable Document fieldSelector) {
        return matchDocumentsFromStream(filter, some.stream(), 0, 0, 0, null, fieldSelector)
                .collectDocuments();
    }

    /** 1 = by id, which is the order they lie in, and the one of whoever asks for none; -1 = against it; 0 = by something else. */
    private int directionOfIds(@Nullable Document orderBy) {
        if (orderBy == null || orderBy.isEmpty()) {
            return 1;
        }
        String first = orderBy.keySet().iterator().next();
        boolean byId = orderBy.size() == 1 && (first.equals("$natural") || first.equals(getIdField()));
        return byId && orderBy.get(first) instanceof Number sign ? Integer.signum(sign.intValue()) : 0;
    }

    private static Stream<Document> stream(Iterator<Document> documents) {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(documents, 0), false);
    }

    @Override
    protected QueryResult matchDocuments(
            Document query, Document orderBy, int skip, int limit, int batchSize, Document fieldSelector) {
        return queryDocuments(query, orderBy, skip, limit, batchSize, fieldSelector);
    }

    @Override
    protected Document getDocument(Key position) {
        byte @Nullable [] bytes = bytes(position);
        if (bytes == null) {
            throw new IllegalStateException("Nothing lies at " + position);
        }
        return Bson.document(bytes);
    }

    /** A collection without ids keeps its documents under names that nobody knows. */
    @Override
    protected Key addDocumentInternal(Document document) {
        Key key = key(getIdField() == null ? UUID.randomUUID() : document.get(getIdField()));
        writing().put(key, document);
        return key;
    }

    @Override
    protected void handleUpdate(Key position, Document before, Document after) {
        writing().put(position, after);
    }

    @Override
    protected void removeDocument(Key position) {
        writing().delete(position);
    }

    @Override
    protected Stream<DocumentWithPosition<Key>> streamAllDocumentsWithPosition() {
        return documents
                .scan(Key.startOf(number), Key.startOf(number + 1), false, Integer.MAX_VALUE, Long.MAX_VALUE)
                .stream()
                .map(entry -> new DocumentWithPosition<>(entry.document(), entry.key()));
    }

    @Override
    public int count() {
        return Math.toIntExact(documents.count(Key.startOf(number), Key.startOf(number + 1)));
    }

    @Override
    public boolean isEmpty() {
        return documents
                .scan(Key.startOf(number), Key.startOf(number + 1), false, 1, Long.MAX_VALUE)
                .isEmpty();
    }

    @Override
    protected boolean tracksDataSize() {
        return false;
    }

    @Override
    protected void updateDataSize(int sizeDelta) {}

    @Override
    protected int getDataSize() {
        return 0;
    }

    @Override
    public void renameTo(MongoDatabase newDatabase, String newName) {
        String before = getFullName();
        super.renameTo(newDatabase, newName);
        catalogue.rename(before, getFullName());
    }

    @Override
    public void drop() {
        super.drop();
        catalogue.drop(getFullName());
    }
}
