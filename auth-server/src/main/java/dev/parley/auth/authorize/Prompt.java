package dev.parley.auth.authorize;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an application may ask to be shown (OpenID Connect Core 3.1.2.1, and "create" of OpenID Connect Prompt Create 1.0). */
enum Prompt {
    NONE,
    LOGIN,
    CONSENT,
    SELECT_ACCOUNT,
    CREATE;

    /** Empty for words that mean nothing to us. */
    static Optional<Prompt> of(@Nullable String word) {
        return Arrays.stream(values())
                .filter(prompt -> prompt.wireName().equals(word))
                .findFirst();
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
