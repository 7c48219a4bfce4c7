package dev.parley.viewstore;

import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Documents as they are asked for, read a few at a time. Between two reads nothing is held open, so it may be forgotten in the middle;
 * what is written meanwhile may or may not be seen.
 */
final class Chunks implements Iterator<Document> {

    private static final int DOCUMENTS = 256;
    private static final long BYTES = 1L << 20;

    /** Reads on; null = that was all. Empty = nothing among those that were read. */
    @FunctionalInterface
    private interface Source {
        @Nullable
        List<Document> next();
    }

    private final Source source;
    private Iterator<Document> chunk = List.<Document>of().iterator();
    private boolean ended;

    private Chunks(Source source) {
        this.source = source;
    }

    /** @param read those of them that exist */
    static Chunks of(List<Key> keys, Function<List<Key>, Map<Key, byte[]>> read, UnaryOperator<List<Document>> keep) {
        Iterator<Key> rest = keys.iterator();
        return new Chunks(() -> {
            if (!rest.hasNext()) {
                return null;
            }
            List<Key> some = new ArrayList<>();
            while (rest.hasNext() && some.size() < DOCUMENTS) {
                some.add(rest.next());
            }
            Map<Key, byte[]> found = read.apply(some);
            return keep.apply(some.stream()
                    .filter(found::containsKey)
                    .map(key -> Bson.document(Objects.requireNonNull(found.get(key))))
                    .toList());
        });
    }

    static Chunks of(
            Candidates.Range range, Documents documents, boolean backwards, UnaryOperator<List<Document>> keep) {
        Key[] bounds = {range.from(), range.to()};
        return new Chunks(() -> {
            List<Documents.Entry> some = documents.scan(bounds[0], bounds[1], backwards, DOCUMENTS, BYTES);
            if (some.isEmpty()) {
                return null;
            }
            if (backwards) {
                bounds[1] = some.getLast().key();
            } else {
                bounds[0] = some.getLast().key().next();
            }
            return keep.apply(some.stream().map(Documents.Entry::document).toList());
        });
    }

    @Override
    public boolean hasNext() {
        while (!chunk.hasNext() && !ended) {
            @Nullable List<Document> more = source.next();
            if (more == null) {
                ended = true;
            } else {
                chunk = more.iterator();
            }
        }
        return chunk.hasNext();
    }

    @Override
    public Document next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return chunk.next();
    }
}
