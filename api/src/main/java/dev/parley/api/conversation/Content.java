package dev.parley.api.conversation;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.parley.api.InvalidInput;

/** What a message says. Constructors hold the limits, so that a content which exists is a content which may be sent. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Content.Text.class, name = "text"),
    @JsonSubTypes.Type(value = Content.Markdown.class, name = "markdown")
})
public sealed interface Content {

    /** In code points, as a person would count letters of a text without combining marks. */
    int MAX_TEXT = 20_000;

    /** What a search finds it by and a preview shows; plain text. */
    String text();

    /** Plain text, shown as it is. */
    record Text(String text) implements Content {
        public Text {
            requireText(text);
        }
    }

    /** CommonMark; what it turns into is the client's business. */
    record Markdown(String text) implements Content {
        public Markdown {
            requireText(text);
        }
    }

    // JSON may leave the field out, so the check for null is real although the type says otherwise.
    @SuppressWarnings("ConstantValue")
    private static void requireText(String text) {
        if (text == null || text.isBlank()) {
            throw new InvalidInput("content.text", "A text needs at least one visible character.");
        }
        int length = text.codePointCount(0, text.length());
        if (length > MAX_TEXT) {
            throw new InvalidInput(
                    "content.text", "A text has at most " + MAX_TEXT + " characters; this one has " + length + ".");
        }
        if (text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            throw new InvalidInput("content.text", "The text holds half of a surrogate pair, which is no character.");
        }
    }
}
