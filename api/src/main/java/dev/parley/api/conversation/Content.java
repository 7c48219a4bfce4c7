package dev.parley.api.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.parley.api.InvalidInput;
import dev.parley.api.people.UserId;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a message says. What exists may be older than today's limits and stays readable; {@link #checked} holds them for what is about to
 * be said, and every command that says something asks for it.
 */
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

    /** Of a text, in grapheme clusters, as people count. */
    int MAX_TEXT = 20_000;

    /** Of a text in UTF-8, so that a few characters with endless accents are no large text either. */
    int MAX_TEXT_BYTES = 128 << 10;

    /** Of a title and a name, in grapheme clusters. */
    int MAX_TITLE = 200;

    /** What a search finds it by and a preview shows; plain text, empty where there is nothing to read. */
    String text();

    /** Every {@code type} there is, on the wire. */
    List<String> TYPES = Arrays.stream(
                    Content.class.getAnnotation(JsonSubTypes.class).value())
            .map(JsonSubTypes.Type::name)
            .toList();

    /** Its {@code type} on the wire. */
    default String type() {
        return switch (this) {
            case Text text -> "text";
            case Markdown markdown -> "markdown";
            case Image image -> "image";
            case Video video -> "video";
            case Audio audio -> "audio";
            case File file -> "file";
            case Location location -> "location";
            case Card card -> "card";
            case Custom custom -> "custom";
            case Notice notice -> "system";
            case Merged merged -> "merged";
        };
    }

    /**
     * The same, as it may be said now.
     *
     * @throws InvalidInput naming the field and its limit
     */
    default Content checked() {
        return ContentLimits.checked(this);
    }

    /**
     * What a person or an application may say by themselves: the service's words and what was put together from messages are the server's
     * alone to make.
     *
     * @throws InvalidInput as {@link #checked}
     */
    default Content checkedAsSaid() {
        if (this instanceof Notice || this instanceof Merged) {
            throw new InvalidInput("content.type", "Only the server makes a content of this type.");
        }
        return checked();
    }

    /** Plain text, shown as it is. */
    record Text(String text) implements Content {}

    /** CommonMark; what it turns into is the client's business. */
    record Markdown(String text) implements Content {}

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

    /** Points at something: a person, a group, whatever {@code kind} says, which is a name as those of a type of media. */
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
}
