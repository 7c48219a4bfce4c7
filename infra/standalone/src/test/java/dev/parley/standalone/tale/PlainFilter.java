package dev.parley.standalone.tale;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** The few words of MongoDB's languages that views need: a document by its key, unless it has come so far; fields set, raised, removed. */
final class PlainFilter {

    private PlainFilter() {}

    static List<String> ids(BsonDocument filter) {
        BsonValue id = part(filter, "_id");
        return id.isString()
                ? List.of(id.asString().getValue())
                : id.asDocument().getArray("$in").stream()
                        .map(each -> each.asString().getValue())
                        .toList();
    }

    static String id(BsonDocument filter) {
        return ids(filter).getFirst();
    }

    /** Beside the key there is at most one condition, {@code not(gte(field, number))}; see {@code ViewCollection#olderThan}. */
    static boolean matches(BsonDocument filter, Document document) {
        for (Map.Entry<String, BsonValue> each : parts(filter).entrySet()) {
            if (!each.getKey().equals("_id")) {
                long least = each.getValue()
                        .asDocument()
                        .getDocument("$not")
                        .getNumber("$gte")
                        .longValue();
                if (at(document, each.getKey()) instanceof Number number && number.longValue() >= least) {
                    return false;
                }
            }
        }
        return true;
    }

    static void update(Document document, Document steps) {
        steps.forEach((step, fields) -> ((Document) fields).forEach((path, value) -> {
            if (step.equals("$unset") && at(document, path) == null) {
                return;
            }
            Map<String, Object> place = place(document, path);
            String field = path.substring(path.lastIndexOf('.') + 1);
            switch (step) {
                case "$set" -> place.put(field, value);
                case "$max" -> place.merge(field, value, PlainFilter::larger);
                case "$unset" -> place.remove(field);
                default -> throw new UnsupportedOperationException(step);
            }
        }));
    }

    /** The key and these fields, each at most one level down. */
    static Document only(Collection<String> fields, Document document) {
        Document some = new Document("_id", document.get("_id"));
        for (String path : fields) {
            Object value = at(document, path);
            boolean inside = path.contains(".") && at(document, path.substring(0, path.indexOf('.'))) != null;
            Map<String, Object> place = value != null || inside ? place(some, path) : some;
            if (value != null) {
                place.put(path.substring(path.lastIndexOf('.') + 1), value);
            }
        }
        return some;
    }

    private static Object larger(Object one, Object other) {
        return ((Number) one).longValue() >= ((Number) other).longValue() ? one : other;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> place(Map<String, Object> document, String path) {
        Map<String, Object> place = document;
        String[] steps = path.split("\\.", -1);
        for (int step = 0; step < steps.length - 1; step++) {
            place = (Map<String, Object>) place.computeIfAbsent(steps[step], unknown -> new LinkedHashMap<>());
        }
        return place;
    }

    private static @Nullable Object at(Map<String, Object> document, String path) {
        Object value = document;
        for (String step : path.split("\\.", -1)) {
            value = value instanceof Map<?, ?> map ? map.get(step) : null;
        }
        return value;
    }

    private static BsonValue part(BsonDocument filter, String field) {
        return parts(filter).get(field);
    }

    private static BsonDocument parts(BsonDocument filter) {
        if (!filter.containsKey("$and")) {
            return filter;
        }
        BsonDocument all = new BsonDocument();
        filter.getArray("$and").forEach(each -> all.putAll(each.asDocument()));
        return all;
    }
}
