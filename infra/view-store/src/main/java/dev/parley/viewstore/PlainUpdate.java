package dev.parley.viewstore;

import de.bwaldvogel.mongo.backend.ValueComparator;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An update that only sets, raises and removes fields, as projectors do with positions and versions for every event. The library's way copies and
 * compares the whole document several times, which made up two thirds of the store's time.
 */
record PlainUpdate(Document update) {

    private static final Pattern DOT = Pattern.compile("\\.");
    private static final String SET = "$set";
    private static final String MAX = "$max";
    private static final String UNSET = "$unset";

    /** What an update did to a document. */
    enum Outcome {
        CHANGED,
        SAME,
        /** Not as plain as that, and the document may be half changed: to be thrown away, and done the library's way. */
        NOT_PLAIN
    }

    Outcome applyTo(Document document) {
        boolean changed = false;
        for (Map.Entry<String, @Nullable Object> operator : update.entrySet()) {
            boolean raise = operator.getKey().equals(MAX);
            boolean remove = operator.getKey().equals(UNSET);
            if (!(raise || remove || operator.getKey().equals(SET))
                    || !(operator.getValue() instanceof Document fields)) {
                return Outcome.NOT_PLAIN;
            }
            for (Map.Entry<String, @Nullable Object> field : fields.entrySet()) {
                String[] path = DOT.split(field.getKey(), -1);
                if (remove && leadsNowhere(document, path)) {
                    continue;
                }
                @Nullable Document owner = owner(document, path);
                if (owner == null) {
                    return Outcome.NOT_PLAIN;
                }
                String name = path[path.length - 1];
                if (remove) {
                    changed |= owner.containsKey(name);
                    owner.remove(name);
                } else {
                    changed |= change(owner, name, field.getValue(), raise);
                }
            }
        }
        return changed ? Outcome.CHANGED : Outcome.SAME;
    }

    private static boolean change(Document owner, String name, @Nullable Object value, boolean raise) {
        if (owner.containsKey(name)) {
            @Nullable Object before = owner.get(name);
            if (raise ? ValueComparator.asc().compare(before, value) >= 0 : Objects.equals(before, value)) {
                return false;
            }
        }
        owner.put(name, value);
        return true;
    }

    /** Whether one of the documents on the way to the last part of a path is not there. */
    private static boolean leadsNowhere(Document document, String[] path) {
        Document owner = document;
        for (int i = 0; i < path.length - 1; i++) {
            if (!owner.containsKey(path[i])) {
                return true;
            }
            if (!(owner.get(path[i]) instanceof Document inner)) {
                return false;
            }
            owner = inner;
        }
        return false;
    }

    /** The document that the last part of a path is a field of, made where there is none; null when there is something else. */
    private static @Nullable Document owner(Document document, String[] path) {
        Document owner = document;
        for (int i = 0; i < path.length; i++) {
            String part = path[i];
            if (part.isEmpty() || part.startsWith("$") || isNumber(part)) {
                return null;
            }
            if (i == path.length - 1) {
                return i == 0 && part.equals("_id") ? null : owner;
            }
            if (!owner.containsKey(part)) {
                owner.put(part, new Document());
            }
            if (!(owner.get(part) instanceof Document inner)) {
                return null;
            }
            owner = inner;
        }
        return null;
    }

    private static boolean isNumber(String part) {
        return part.chars().allMatch(Character::isDigit);
    }
}
