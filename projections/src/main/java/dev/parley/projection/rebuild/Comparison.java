package dev.parley.projection.rebuild;

import dev.parley.projection.runtime.Contents;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Holds one collection as it is read against the same as it was made again. While events flow the two are never quite at the same place,
 * so it is done in two steps: a walk through all of it that notes what differs, and another look at that alone while both stand still.
 */
final class Comparison {

    private static final int MOST_SUSPECTS = 20_000;
    private static final int EXAMPLES = 20;
    private static final int EXAMPLE_LENGTH = 600;
    private static final int PAGE = 1_000;

    private final Contents read;
    private final Contents made;
    private final Scope scope;
    private final Digest digestRead = new Digest();
    private final Digest digestMade = new Digest();
    private final Map<String, Pair> suspects = new HashMap<>();
    private long documentsRead;
    private long documentsMade;
    private long uncertain;

    /**
     * What of the collection counts.
     *
     * @param ids documents that do
     * @param part what of such a document does; null = nothing
     */
    record Scope(Predicate<String> ids, UnaryOperator<@Nullable String> part) {
        static final Scope ALL = new Scope(id -> true, text -> text);
    }

    private record Pair(@Nullable String read, @Nullable String made) {
        boolean same() {
            return read == null ? made == null : read.equals(made);
        }
    }

    Comparison(Contents read, Contents made, Scope scope) {
        this.read = read;
        this.made = made;
        this.scope = scope;
    }

    /** @throws CancellationException when it is {@code broken} off */
    void walk(BooleanSupplier broken) {
        read.pages(page -> {
            leaveOffIf(broken);
            page.keySet().removeIf(scope.ids().negate());
            meet(page, made.find(page.keySet()), page.keySet());
        });
        made.ids(ids -> {
            leaveOffIf(broken);
            List<String> counted = ids.stream().filter(scope.ids()).toList();
            Set<String> known = read.find(counted).keySet();
            List<String> strangers =
                    counted.stream().filter(id -> !known.contains(id)).toList();
            meet(Map.of(), made.find(strangers), Set.copyOf(strangers));
        });
    }

    private static void leaveOffIf(BooleanSupplier broken) {
        if (broken.getAsBoolean()) {
            throw new CancellationException("The comparison is not wanted any more");
        }
    }

    private void meet(Map<String, String> pageRead, Map<String, String> pageMade, Set<String> ids) {
        for (String id : ids) {
            Pair pair = new Pair(part(pageRead.get(id)), part(pageMade.get(id)));
            if (pair.same()) {
                count(id, pair);
            } else if (suspects.containsKey(id) || suspects.size() < MOST_SUSPECTS) {
                Pair before = suspects.put(id, pair);
                if (before == null) {
                    count(id, pair);
                }
            } else {
                count(id, pair);
                uncertain++;
            }
        }
    }

    private @Nullable String part(@Nullable String text) {
        return text == null ? null : scope.part().apply(text);
    }

    private void count(String id, Pair pair) {
        documentsRead += pair.read() == null ? 0 : 1;
        documentsMade += pair.made() == null ? 0 : 1;
        digestRead.add(id, pair.read());
        digestMade.add(id, pair.made());
    }

    private void discount(String id, Pair pair) {
        documentsRead -= pair.read() == null ? 0 : 1;
        documentsMade -= pair.made() == null ? 0 : 1;
        digestRead.remove(id, pair.read());
        digestMade.remove(id, pair.made());
    }

    /** To be called while nothing writes to either. */
    Report.Compared settle() {
        long missing = 0;
        long added = 0;
        long changed = 0;
        List<Report.Difference> examples = new ArrayList<>();
        List<String> ids = suspects.keySet().stream().sorted().toList();
        for (int from = 0; from < ids.size(); from += PAGE) {
            List<String> some = ids.subList(from, Math.min(ids.size(), from + PAGE));
            Map<String, String> nowRead = read.find(some);
            Map<String, String> nowMade = made.find(some);
            for (String id : some) {
                Pair before = suspects.get(id);
                Pair now = new Pair(part(nowRead.get(id)), part(nowMade.get(id)));
                if (before != null) {
                    discount(id, before);
                }
                count(id, now);
                if (now.same()) {
                    continue;
                }
                if (now.made() == null) {
                    missing++;
                } else if (now.read() == null) {
                    added++;
                } else {
                    changed++;
                }
                if (examples.size() < EXAMPLES) {
                    examples.add(new Report.Difference(id, shortened(now.read()), shortened(now.made())));
                }
            }
        }
        return new Report.Compared(
                read.name(),
                documentsRead,
                documentsMade,
                digestRead.toString(),
                digestMade.toString(),
                missing,
                added,
                changed,
                uncertain,
                examples);
    }

    private static @Nullable String shortened(@Nullable String text) {
        return text == null || text.length() <= EXAMPLE_LENGTH ? text : text.substring(0, EXAMPLE_LENGTH) + "…";
    }
}
