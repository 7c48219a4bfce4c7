package dev.parley.auth.page;

import org.jspecify.annotations.Nullable;

/** What somebody typed into a field. */
final class Typed {

    private Typed() {}

    /** A field that a form did not send is as good as empty. */
    static String orEmpty(@Nullable String typed) {
        return typed == null ? "" : typed;
    }

    /** The lines of a text field that takes several values. */
    static java.util.List<String> lines(String typed) {
        return typed.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }
}
