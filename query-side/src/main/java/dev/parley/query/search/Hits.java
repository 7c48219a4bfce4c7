package dev.parley.query.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of hits. {@code approximate} = nothing has the words as they were typed, and these have something like them.
 *
 * @param next absent at the end
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Hits(
        List<FoundMessage> items,
        @Nullable Boolean approximate,
        @Nullable String next) {

    static final Hits NONE = new Hits(List.of(), null, null);

    Hits {
        items = List.copyOf(items);
    }
}
