package dev.parley.viewstore;

import de.bwaldvogel.mongo.backend.AbstractCursor;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** What is left of an answer, read when it is asked for. */
final class LazyCursor extends AbstractCursor {

    private static final int USUAL_BATCH = 1_000;

    private final Iterator<Document> rest;

    LazyCursor(long id, Iterator<Document> rest) {
        super(id);
        this.rest = rest;
    }

    @Override
    public synchronized boolean isEmpty() {
        return !rest.hasNext();
    }

    @Override
    public synchronized List<Document> takeDocuments(int most) {
        return take(rest, most > 0 ? most : USUAL_BATCH);
    }

    static List<Document> take(Iterator<Document> from, int most) {
        List<Document> taken = new ArrayList<>();
        while (taken.size() < most && from.hasNext()) {
            taken.add(from.next());
        }
        return taken;
    }
}
