package dev.parley.query.search;

import dev.parley.api.people.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a search asks for beside where: words, and if wanted a sender, a time after which and one before which it was said. */
record MessageSearch(
        Words words,
        @Nullable UserId from,
        @Nullable Instant after,
        @Nullable Instant before,
        @Nullable String type,
        @Nullable Place startAfter,
        int limit) {}
