package dev.parley.api.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.parley.api.InvalidInput;
import dev.parley.api.people.UserId;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a message says. Constructors hold the limits, so that a content which exists is a content which may be sent. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Content.Text.class, name = "text"),
    @JsonSubTypes.Type(value = Content.Markdown.class, name = "markdown"),
    @JsonSubTypes.Type(value = Content.Image.class, name = "image"),
    @JsonSubTypes.Type(value = Content.Video.class, name = "video"),
    @JsonSubTypes.Type(value = Content.Audio.class, name = "audio"),
    @JsonSubTypes.Type(value = Content.File.class, name = "file"),
    @JsonSubTypes.Type(value = Content.Location.class, name = "location"),
    @JsonSubTypes.Type(value = Content.Card.class, name = "card"),
    @JsonSubTypes.Type(value = Content.Custom.class, name = "custom"),
    @JsonSubTypes.Type(value = Content.Notice.class, name = "system"),
    @JsonSubTypes.Type(value = Content.Merged.class, name = "merged")
})
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface Content {

    /** In code points, as a person would count letters of a text without combining marks. */
    int MAX_TEXT = 20_000;

    /** What a search finds it by and a preview shows; plain text, empty where there is nothing to read. */
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

    /** {@code file} is the id of a file or an https address; {@code size} in bytes, {@code width} and {@code height} in pixels. */
    record Image(
            String file,
            String name,
            long size,
            String mimeType,
            @Nullable Integer width,
            @Nullable Integer height) implements Content {
        @Override
        public String text() {
            return name;
        }
    }

    record Video(
            String file,
            String name,
            long size,
            String mimeType,
            @Nullable Integer width,
            @Nullable Integer height,
            @Nullable Long durationMs)
            implements Content {
        @Override
        public String text() {
            return name;
        }
    }

    record Audio(
            String file,
            String name,
            long size,
            String mimeType,
            @Nullable Long durationMs) implements Content {
        @Override
        public String text() {
            return name;
        }
    }

    record File(String file, String name, long size, String mimeType) implements Content {
        @Override
        public String text() {
            return name;
        }
    }

    /** In degrees of WGS 84. */
    record Location(
            double latitude, double longitude, @Nullable String title) implements Content {
        @Override
        public String text() {
            return title == null ? "" : title;
        }
    }

    /** Points at something: a person, a group, whatever {@code kind} says. */
    record Card(String kind, String id, String title) implements Content {
        @Override
        public String text() {
            return title;
        }
    }

    /** An application's own, which only its clients can show. */
    record Custom(String kind, Extensions data) implements Content {
        @Override
        public String text() {
            return "";
        }
    }

    /** Said by the service itself; nobody else may. */
    record Notice(String text) implements Content {}

    /** Several messages passed on as one, as they were when that happened. Made by the server alone. */
    record Merged(String title, List<Item> items) implements Content {
        public Merged {
            items = List.copyOf(items);
        }

        /** One of them. */
        public record Item(UserId sender, Instant at, Content content) {}

        @Override
        public String text() {
            return title + "\n"
                    + items.stream().map(item -> item.content().text()).collect(Collectors.joining("\n"));
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
