package dev.parley.demo.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** What a message says: {@code type} and, for the types that have one, its text. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Content(String type, @Nullable String text) {

    public static Content text(String text) {
        return new Content("text", text);
    }

    public static Content markdown(String text) {
        return new Content("markdown", text);
    }
}
