package dev.parley.api.conversation;

import static dev.parley.api.InvalidInput.required;

import dev.parley.api.InvalidInput;
import dev.parley.api.PlainText;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What each type of content may hold today. */
final class ContentLimits {

    /** What a JSON number holds exactly everywhere. */
    private static final long MAX_SIZE = (1L << 53) - 1;

    private static final int MAX_PIXELS = 100_000;
    /** Thirty days. */
    private static final long MAX_DURATION_MS = 2_592_000_000L;

    private static final int MAX_ADDRESS = 2_048;
    private static final int MAX_MIME_TYPE = 255;
    private static final int MAX_ITEMS = 100;
    private static final int MAX_NESTED = 3;

    private static final Pattern FILE_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern KIND = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/-]{0,63}");

    /** RFC 6838 names, and parameters as RFC 9110 writes them. */
    private static final Pattern MIME_TYPE =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}/[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}"
                    + "( ?; ?[A-Za-z0-9-]{1,64}=([A-Za-z0-9!#$&^_.+-]{1,64}|\"[ !#-\\[\\]-~]{0,64}\"))*");

    private ContentLimits() {}

    static Content checked(Content content) {
        return switch (content) {
            case Content.Text(String text) -> new Content.Text(text(text));
            case Content.Markdown(String text) -> new Content.Markdown(text(text));
            case Content.Notice(String text) -> new Content.Notice(text(text));
            case Content.Image image -> {
                requireFile(image.file(), image.name(), image.size(), image.mimeType(), "image/");
                requireExtent(image.width(), image.height());
                yield image;
            }
            case Content.Video video -> {
                requireFile(video.file(), video.name(), video.size(), video.mimeType(), "video/");
                requireExtent(video.width(), video.height());
                requireRange("content.durationMs", video.durationMs(), 0, MAX_DURATION_MS);
                yield video;
            }
            case Content.Audio audio -> {
                requireFile(audio.file(), audio.name(), audio.size(), audio.mimeType(), "audio/");
                requireRange("content.durationMs", audio.durationMs(), 0, MAX_DURATION_MS);
                yield audio;
            }
            case Content.File file -> {
                requireFile(file.file(), file.name(), file.size(), file.mimeType(), "");
                yield file;
            }
            case Content.Location location -> checked(location);
            case Content.Card(String kind, String id, String title) ->
                new Content.Card(kind(kind), cardId(id), PlainText.line("content.title", title, Content.MAX_TITLE));
            case Content.Custom(String kind, Extensions data) ->
                new Content.Custom(kind(kind), required("content.data", data).require("content.data"));
            case Content.Merged merged -> checked(merged);
        };
    }

    private static String text(String text) {
        return PlainText.lines("content.text", text, Content.MAX_TEXT, Content.MAX_TEXT_BYTES);
    }

    private static Content.Location checked(Content.Location location) {
        requireDegrees("content.latitude", location.latitude(), 90);
        requireDegrees("content.longitude", location.longitude(), 180);
        String title = location.title();
        return title == null || title.isEmpty()
                ? new Content.Location(location.latitude(), location.longitude(), null)
                : new Content.Location(
                        location.latitude(),
                        location.longitude(),
                        PlainText.line("content.title", title, Content.MAX_TITLE));
    }

    /** Written so that what is no number fails too. */
    private static void requireDegrees(String field, double degrees, int limit) {
        if (!(degrees >= -limit && degrees <= limit)) {
            throw new InvalidInput(
                    field,
                    "The field " + field + " is a number of degrees from -" + limit + " to " + limit + ", not "
                            + degrees + ".");
        }
    }

    private static void requireFile(String file, String name, long size, String mimeType, String kind) {
        requireAddress(file);
        PlainText.fileName("content.name", name, Content.MAX_TITLE);
        requireRange("content.size", size, 0, MAX_SIZE);
        if (required("content.mimeType", mimeType).length() > MAX_MIME_TYPE
                || !MIME_TYPE.matcher(mimeType).matches()) {
            throw new InvalidInput(
                    "content.mimeType",
                    "A type of media is written as type/subtype, with at most " + MAX_MIME_TYPE + " characters.");
        }
        if (!mimeType.regionMatches(true, 0, kind, 0, kind.length())) {
            throw new InvalidInput(
                    "content.mimeType", "The type of media begins with " + kind + " here; for others there is file.");
        }
    }

    private static void requireAddress(String file) {
        if (!FILE_ID.matcher(required("content.file", file)).matches() && !isAddress(file)) {
            throw new InvalidInput(
                    "content.file",
                    "A file is named by its id, or by an https address of at most " + MAX_ADDRESS + " characters.");
        }
    }

    /** Without a user in it: whoever opens the file would send somebody's password along. */
    private static boolean isAddress(String file) {
        try {
            URI uri = new URI(file);
            return file.length() <= MAX_ADDRESS
                    && file.chars()
                            .allMatch(c ->
                                    c > ' ' && c < 0x7F) // as it is sent, with nothing that looks like something else
                    && "https".equalsIgnoreCase(uri.getScheme())
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static void requireExtent(@Nullable Integer width, @Nullable Integer height) {
        requireRange("content.width", width, 1, MAX_PIXELS);
        requireRange("content.height", height, 1, MAX_PIXELS);
    }

    private static void requireRange(String field, @Nullable Number value, long least, long most) {
        if (value != null && (value.longValue() < least || value.longValue() > most)) {
            throw new InvalidInput(
                    field, "The field " + field + " is " + least + " to " + most + ", not " + value + ".");
        }
    }

    private static String kind(String kind) {
        if (!KIND.matcher(required("content.kind", kind)).matches()) {
            throw new InvalidInput(
                    "content.kind", "A kind has 1 to 64 of the characters A-Z, a-z, 0-9 and . _ / - in it.");
        }
        return kind;
    }

    private static String cardId(String id) {
        return PlainText.line("content.id", id, Content.MAX_TITLE);
    }

    /** What is in it was checked when it was said; here it is only how much of that comes together. */
    private static Content.Merged checked(Content.Merged merged) {
        if (merged.items().isEmpty() || merged.items().size() > MAX_ITEMS) {
            throw new InvalidInput("content.items", "What is merged are 1 to " + MAX_ITEMS + " messages.");
        }
        if (depth(merged) > MAX_NESTED) {
            throw new InvalidInput("content.items", "What is merged nests at most " + MAX_NESTED + " levels.");
        }
        int length = merged.text().length();
        if (length > Content.MAX_TEXT_BYTES) {
            throw new InvalidInput(
                    "content.items",
                    "What is merged has at most " + Content.MAX_TEXT_BYTES + " characters together, not " + length
                            + ".");
        }
        return new Content.Merged(PlainText.line("content.title", merged.title(), Content.MAX_TITLE), merged.items());
    }

    private static int depth(Content content) {
        return content instanceof Content.Merged merged
                ? 1
                        + merged.items().stream()
                                .mapToInt(item -> depth(item.content()))
                                .max()
                                .orElse(0)
                : 0;
    }
}
