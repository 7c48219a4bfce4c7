package dev.parley.viewstore;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which documents a filter can be true of, judged by what it says of their ids, and what is left to ask of each. */
sealed interface Candidates {

    Document filter();

    /** These, as far as they exist, in the order of their ids. */
    record Some(List<Key> keys, Document filter) implements Candidates {}

    /** All from one key (inclusive) to another (exclusive). */
    record Range(Key from, Key to, Document filter) implements Candidates {}

    static Candidates of(Document filter, int collection, @Nullable String idField) {
        Range all = new Range(Key.startOf(collection), Key.startOf(collection + 1), filter);
        if (idField == null) {
            return all;
        }
        if (filter.containsKey(idField)) {
            Document rest = filter.clone();
            return narrowed(all, rest.remove(idField), rest, collection);
        }
        if (filter.get("$and") instanceof List<?> parts) {
            for (int i = 0; i < parts.size(); i++) {
                if (parts.get(i) instanceof Document part
                        && part.size() == 1
                        && part.containsKey(idField)
                        && narrowed(all, part.get(idField), without(filter, parts, i), collection)
                                instanceof Some some) {
                    return some;
                }
            }
        }
        return all;
    }

    /** The one id that a filter asks for, by itself or in the first part of an {@code $and}; null = it is not that plain. */
    static @Nullable Object plainId(Document filter, String idField) {
        @Nullable Object id = filter.get(idField);
        if (id == null
                && filter.get("$and") instanceof List<?> parts
                && !parts.isEmpty()
                && parts.getFirst() instanceof Document first
                && first.size() == 1) {
            id = first.get(idField);
        }
        return id instanceof Document ? null : id;
    }

    /** Whether it says nothing but what a document must not be: then it gives no field to one that is made to match it. */
    static boolean onlyExcludes(Document filter) {
        return filter.entrySet().stream().allMatch(asked -> {
            if (asked.getKey().equals("$and") && asked.getValue() instanceof List<?> parts) {
                return parts.stream().allMatch(part -> part instanceof Document inner && onlyExcludes(inner));
            }
            return !asked.getKey().startsWith("$")
                    && asked.getValue() instanceof Document words
                    && words.size() == 1
                    && words.containsKey("$not");
        });
    }

    private static Document without(Document filter, List<?> parts, int number) {
        List<Object> others = new ArrayList<>(parts);
        others.remove(number);
        Document rest = filter.clone();
        if (others.isEmpty()) {
            rest.remove("$and");
        } else {
            rest.put("$and", others);
        }
        return rest;
    }

    /** @param rest what is to be asked when the keys alone say all there is to say of the ids */
    private static Candidates narrowed(Range all, @Nullable Object wanted, Document rest, int collection) {
        if (!(wanted instanceof Document expression)
                || expression.keySet().stream().noneMatch(word -> word.startsWith("$"))) {
            return some(all, Collections.singletonList(wanted), rest, collection);
        }
        if (expression.size() == 1 && expression.containsKey("$eq")) {
            return some(all, Collections.singletonList(expression.get("$eq")), rest, collection);
        }
        if (expression.size() == 1 && expression.get("$in") instanceof Collection<?> ids) {
            return some(all, ids, rest, collection);
        }
        Key from = all.from();
        Key to = all.to();
        for (String word : expression.keySet()) {
            @Nullable Key bound = Key.of(collection, expression.get(word));
            if (bound == null) {
                continue;
            }
            switch (word) {
                case "$gt", "$gte" -> {
                    from = later(from, word.equals("$gt") ? bound.next() : bound);
                    to = sooner(to, bound.endOfType());
                }
                case "$lt", "$lte" -> {
                    from = later(from, bound.startOfType());
                    to = sooner(to, word.equals("$lt") ? bound : bound.next());
                }
                default -> {} // the filter is asked of each anyway
            }
        }
        return new Range(from, to, all.filter());
    }

    private static Candidates some(Range all, Collection<?> ids, Document rest, int collection) {
        TreeSet<Key> keys = new TreeSet<>();
        for (@Nullable Object id : ids) {
            @Nullable Key key = id == null ? null : Key.of(collection, id);
            if (key == null) {
                return all; // null asks for what is absent too, and patterns for many
            }
            keys.add(key);
        }
        return new Some(List.copyOf(keys), rest);
    }

    private static Key later(Key one, Key other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static Key sooner(Key one, Key other) {
        return one.compareTo(other) <= 0 ? one : other;
    }
}
