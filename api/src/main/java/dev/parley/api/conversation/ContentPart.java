package dev.parley.api.conversation;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.api.InvalidInput;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What a message holds that people look for apart from its words. What was passed on counts with what is in it. */
public enum ContentPart {
    @JsonProperty("image")
    IMAGE,
    @JsonProperty("video")
    VIDEO,
    @JsonProperty("audio")
    AUDIO,
    @JsonProperty("file")
    FILE,
    /** An address of the web in a text. */
    @JsonProperty("link")
    LINK,
    @JsonProperty("location")
    LOCATION,
    @JsonProperty("card")
    CARD;

    private static final Pattern ADDRESS =
            Pattern.compile("(?:https?://|(?<![\\p{Alnum}.])www\\.)[\\p{L}\\p{N}\\[]", Pattern.CASE_INSENSITIVE);

    public static Set<ContentPart> of(Content content) {
        return switch (content) {
            case Content.Text(String text) -> inText(text);
            case Content.Markdown(String text) -> inText(text);
            case Content.Notice(String text) -> inText(text);
            case Content.Image image -> EnumSet.of(IMAGE);
            case Content.Video video -> EnumSet.of(VIDEO);
            case Content.Audio audio -> EnumSet.of(AUDIO);
            case Content.File file -> EnumSet.of(FILE);
            case Content.Location location -> EnumSet.of(LOCATION);
            case Content.Card card -> EnumSet.of(CARD);
            case Content.Custom custom -> EnumSet.noneOf(ContentPart.class);
            case Content.Merged merged -> {
                Set<ContentPart> all = EnumSet.noneOf(ContentPart.class);
                merged.items().forEach(item -> all.addAll(of(item.content())));
                yield all;
            }
        };
    }

    private static Set<ContentPart> inText(String text) {
        return ADDRESS.matcher(text).find() ? EnumSet.of(LINK) : EnumSet.noneOf(ContentPart.class);
    }

    /**
     * Those that a parameter names, separated by commas.
     *
     * @throws InvalidInput naming the field and what there is, when one is none of them
     */
    public static Set<ContentPart> named(String field, String names) {
        Set<ContentPart> parts = EnumSet.noneOf(ContentPart.class);
        for (String name : names.split(",", -1)) {
            parts.add(Arrays.stream(values())
                    .filter(part -> part.wireName().equals(name.strip()))
                    .findFirst()
                    .orElseThrow(() -> new InvalidInput(
                            field, "The parameter " + field + " names some of " + wireNames() + ", with commas.")));
        }
        return parts;
    }

    private static List<String> wireNames() {
        return Arrays.stream(values()).map(ContentPart::wireName).toList();
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
