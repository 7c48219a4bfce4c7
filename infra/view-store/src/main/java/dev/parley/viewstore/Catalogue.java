package dev.parley.viewstore;

import de.bwaldvogel.mongo.bson.Document;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The numbers of the collections, kept before all documents, and the layout that the documents were written in. */
final class Catalogue {

    private static final Logger log = LoggerFactory.getLogger(Catalogue.class);

    private static final int OWN_NUMBER = 0;
    private static final byte LAYOUT = 1;
    private static final byte COLLECTION = 2;
    private static final String NUMBER = "number";

    private final Documents documents;
    private final Map<String, Integer> numbers = new ConcurrentHashMap<>();

    /** @param layout what is stored in another one is thrown away: views are computed */
    Catalogue(Documents documents, String layout) {
        this.documents = documents;
        byte @Nullable [] stored = documents.get(own(LAYOUT, ""));
        byte[] wanted = layout.getBytes(StandardCharsets.UTF_8);
        if (!Arrays.equals(stored, wanted)) {
            if (stored != null) {
                log.warn("The views are of another version of Parley and are computed anew.");
            }
            documents.deleteAll(Key.startOf(OWN_NUMBER), Key.startOf(Integer.MAX_VALUE));
            documents.put(own(LAYOUT, ""), wanted);
        }
        for (Documents.Entry entry : documents.scan(
                own(COLLECTION, ""), Key.startOf(OWN_NUMBER + 1), false, Integer.MAX_VALUE, Long.MAX_VALUE)) {
            byte[] key = entry.key().bytes();
            int before = Key.COLLECTION_BYTES + 1;
            Number number = (Number) Objects.requireNonNull(entry.document().get(NUMBER));
            numbers.put(new String(key, before, key.length - before, StandardCharsets.UTF_8), number.intValue());
        }
    }

    /** Of the collection with this full name; a new one for a new one. */
    synchronized int number(String name) {
        Integer known = numbers.get(name);
        if (known != null) {
            return known;
        }
        int next =
                1 + numbers.values().stream().mapToInt(Integer::intValue).max().orElse(OWN_NUMBER);
        note(name, next);
        return next;
    }

    synchronized void rename(String from, String to) {
        Integer number = numbers.get(from);
        if (number != null) {
            note(to, number);
            numbers.remove(from);
            documents.delete(own(COLLECTION, from));
        }
    }

    synchronized void drop(String name) {
        Integer number = numbers.remove(name);
        if (number != null) {
            documents.deleteAll(Key.startOf(number), Key.startOf(number + 1));
            documents.delete(own(COLLECTION, name));
        }
    }

    Set<String> databases() {
        return numbers.keySet().stream()
                .map(name -> name.substring(0, name.indexOf('.')))
                .collect(Collectors.toSet());
    }

    private void note(String name, int number) {
        documents.put(own(COLLECTION, name), Bson.bytes(new Document(NUMBER, number)));
        numbers.put(name, number);
    }

    private static Key own(byte kind, String name) {
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        return new Key(ByteBuffer.allocate(Key.COLLECTION_BYTES + 1 + text.length)
                .putInt(OWN_NUMBER)
                .put(kind)
                .put(text)
                .array());
    }
}
