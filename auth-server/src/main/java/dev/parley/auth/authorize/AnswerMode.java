package dev.parley.auth.authorize;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How an answer travels through the browser to the application. */
enum AnswerMode {
    QUERY,
    FORM_POST;

    static List<String> names() {
        return Arrays.stream(values()).map(AnswerMode::wireName).toList();
    }

    static boolean isKnown(@Nullable Object name) {
        return name == null || names().contains(name);
    }

    /** QUERY for everything else, so that even a request with a wrong mode gets its refusal. */
    static AnswerMode of(@Nullable Object name) {
        return FORM_POST.wireName().equals(name) ? FORM_POST : QUERY;
    }

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
