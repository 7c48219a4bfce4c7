package dev.parley.standalone.tale;

import com.mongodb.MongoClientSettings;
import com.mongodb.client.FindIterable;
import com.mongodb.client.model.DeleteOneModel;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.WriteModel;
import com.mongodb.reactivestreams.client.FindPublisher;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.DocumentCodec;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A view store in memory, fast enough for thousands of stories: as much of the driver's two faces as projectors and queries use, and an
 * exception for all else. What it must do as MongoDB does is little: documents by key, and writes that find the one they want or nothing.
 */
final class PlainMongo {

    private static final DocumentCodec DOCUMENTS = new DocumentCodec(MongoClientSettings.getDefaultCodecRegistry());

    private final Map<String, Map<String, Document>> collections = new TreeMap<>();

    /** As projectors write to it. */
    com.mongodb.client.MongoDatabase database() {
        return proxy(com.mongodb.client.MongoDatabase.class, (self, method, arguments) -> switch (method.getName()) {
            case "getCollection" -> documents(collection((String) arguments[0]));
            default -> throw new UnsupportedOperationException(method.toString());
        });
    }

    /** As queries read from it. */
    com.mongodb.reactivestreams.client.MongoDatabase reactive() {
        return proxy(
                com.mongodb.reactivestreams.client.MongoDatabase.class,
                (self, method, arguments) -> switch (method.getName()) {
                    case "getCollection" -> published(collection((String) arguments[0]));
                    default -> throw new UnsupportedOperationException(method.toString());
                });
    }

    /** The same, to be asked for by the driver's client. */
    com.mongodb.reactivestreams.client.MongoClient client() {
        return proxy(
                com.mongodb.reactivestreams.client.MongoClient.class,
                (self, method, arguments) -> switch (method.getName()) {
                    case "getDatabase" -> reactive();
                    default -> throw new UnsupportedOperationException(method.toString());
                });
    }

    /** Forgets how far projectors have come, as if each had crashed between its view and its progress. */
    void forget(String collection) {
        collection(collection).clear();
    }

    /** Everything in it. */
    @Override
    public String toString() {
        StringBuilder all = new StringBuilder();
        collections.forEach((name, documents) -> new TreeMap<>(documents)
                .forEach((id, document) ->
                        all.append(name).append(' ').append(sorted(document)).append('\n')));
        return all.toString();
    }

    private static Object sorted(Object value) {
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> sorted = new TreeMap<>();
            map.forEach((field, inside) -> sorted.put(field.toString(), inside == null ? null : sorted(inside)));
            return sorted;
        }
        return value;
    }

    private Map<String, Document> collection(String name) {
        return collections.computeIfAbsent(name, unknown -> new HashMap<>());
    }

    private static Object documents(Map<String, Document> documents) {
        return proxy(com.mongodb.client.MongoCollection.class, (self, method, arguments) -> switch (method.getName()) {
            case "find" -> found(new Search(documents, bson(arguments[0])));
            case "bulkWrite" -> {
                for (Object write : (List<?>) arguments[0]) {
                    write(documents, (WriteModel<?>) write);
                }
                yield null; // nobody looks
            }
            default -> throw new UnsupportedOperationException(method.toString());
        });
    }

    private static Object published(Map<String, Document> documents) {
        return proxy(
                com.mongodb.reactivestreams.client.MongoCollection.class,
                (self, method, arguments) -> switch (method.getName()) {
                    case "find" -> publisher(new Search(documents, bson(arguments[0])));
                    default -> throw new UnsupportedOperationException(method.toString());
                });
    }

    @SuppressWarnings("unchecked")
    private static Object found(Search search) {
        return proxy(FindIterable.class, (self, method, arguments) -> switch (method.getName()) {
            case "projection" -> search.only((Bson) arguments[0], self);
            case "batchSize" -> self;
            case "into" -> {
                ((Collection<Document>) arguments[0]).addAll(search.found());
                yield arguments[0];
            }
            case "first" -> search.found().stream().findFirst().orElse(null);
            default -> throw new UnsupportedOperationException(method.toString());
        });
    }

    @SuppressWarnings("unchecked")
    private static Object publisher(Search search) {
        return proxy(FindPublisher.class, (self, method, arguments) -> switch (method.getName()) {
            case "projection" -> search.only((Bson) arguments[0], self);
            case "batchSize" -> self;
            case "first" ->
                (Publisher<Document>)
                        Mono.fromSupplier(() -> search.found().stream().findFirst())
                                .flatMap(Mono::justOrEmpty);
            case "subscribe" -> {
                Flux.defer(() -> Flux.fromIterable(search.found()))
                        .subscribe((Subscriber<? super Document>) arguments[0]);
                yield null;
            }
            default -> throw new UnsupportedOperationException(method.toString());
        });
    }

    private static void write(Map<String, Document> documents, WriteModel<?> write) {
        switch (write) {
            case InsertOneModel<?> insert -> {
                Document document = (Document) insert.getDocument();
                documents.putIfAbsent(document.getString("_id"), document);
            }
            case ReplaceOneModel<?> replace -> {
                String id = PlainFilter.id(bson(replace.getFilter()));
                Document there = documents.get(id);
                if (there == null || PlainFilter.matches(bson(replace.getFilter()), there)) {
                    documents.put(id, (Document) replace.getReplacement());
                }
            }
            case UpdateOneModel<?> update -> {
                String id = PlainFilter.id(bson(update.getFilter()));
                Document there = documents.get(id);
                boolean found = there != null && PlainFilter.matches(bson(update.getFilter()), there);
                if (found || (there == null && update.getOptions().isUpsert())) {
                    BsonDocument steps = bson(update.getUpdate());
                    PlainFilter.update(
                            documents.computeIfAbsent(id, unknown -> new Document("_id", id)),
                            DOCUMENTS.decode(
                                    steps.asBsonReader(),
                                    DecoderContext.builder().build()));
                }
            }
            case DeleteOneModel<?> delete -> documents.remove(PlainFilter.id(bson(delete.getFilter())));
            default -> throw new UnsupportedOperationException(write.toString());
        }
    }

    private static BsonDocument bson(@Nullable Object bson) {
        return ((Bson) bson).toBsonDocument(Document.class, MongoClientSettings.getDefaultCodecRegistry());
    }

    /** What is looked for, and which fields of it. */
    private static final class Search {

        private final Map<String, Document> documents;
        private final BsonDocument filter;
        private @Nullable Collection<String> fields;

        Search(Map<String, Document> documents, BsonDocument filter) {
            this.documents = documents;
            this.filter = filter;
        }

        Object only(@Nullable Bson projection, Object self) {
            fields = projection == null ? null : bson(projection).keySet();
            return self;
        }

        List<Document> found() {
            List<Document> found = new ArrayList<>();
            for (String id : PlainFilter.ids(filter)) {
                Document document = documents.get(id);
                if (document != null) {
                    found.add(fields == null ? document : PlainFilter.only(fields, document));
                }
            }
            return found;
        }
    }

    @SuppressWarnings("unchecked")
    private static <T> T proxy(Class<T> face, InvocationHandler handler) {
        return (T) Proxy.newProxyInstance(face.getClassLoader(), new Class<?>[] {face}, handler);
    }
}
