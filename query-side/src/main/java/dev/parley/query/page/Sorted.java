package dev.parley.query.page;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Pages of a list that is at hand as a whole, and bounded. */
public final class Sorted {

    private Sorted() {}

    /**
     * The cursor names the last item of a page and where it was; when that item has gone meanwhile, the next page begins where it stood.
     *
     * @param id of an item, for the cursor
     */
    public static <T> Page<T> page(
            Stream<T> items, Comparator<T> order, Function<T, String> id, Limit limit, @Nullable String cursor) {
        List<T> all = items.sorted(order).toList();
        int first = cursor == null ? 0 : Cursor.read(cursor, 2, parts -> after(all, id, parts));
        int last = Math.min(all.size(), first + limit.value());
        List<T> shown = all.subList(Math.min(first, last), last);
        return last == all.size()
                ? Page.last(shown)
                : new Page<>(shown, Cursor.after(last, id.apply(all.get(last - 1))));
    }

    private static <T> int after(List<T> all, Function<T, String> id, List<String> parts) {
        int stood = Integer.parseInt(parts.get(0));
        for (int index = 0; index < all.size(); index++) {
            if (id.apply(all.get(index)).equals(parts.get(1))) {
                return index + 1;
            }
        }
        return Math.clamp(stood - 1L, 0, all.size());
    }
}
