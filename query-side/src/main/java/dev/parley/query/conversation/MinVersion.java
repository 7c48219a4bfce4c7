package dev.parley.query.conversation;

import dev.parley.api.InvalidInput;
import org.jspecify.annotations.Nullable;

/** How new an answer has to be at least, as it stands in a URL. */
final class MinVersion {

    private MinVersion() {}

    static @Nullable Long valid(@Nullable Long minVersion) {
        if (minVersion != null && minVersion < 0) {
            throw new InvalidInput("minVersion", "Versions start at 0, not " + minVersion + ".");
        }
        return minVersion;
    }
}
