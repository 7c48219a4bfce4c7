package dev.parley.query.page;

import dev.parley.api.InvalidInput;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;

/**
 * Where the next page begins: the sort values of the last item, as opaque text. It carries no right: whatever somebody writes into one,
 * they see only what they may see anyway.
 */
public final class Cursor {

    private static final int MAX_LENGTH = 256;
    private static final String SEPARATOR = "|";

    private Cursor() {}

    public static String after(Object... values) {
        String text = String.join(
                SEPARATOR, Arrays.stream(values).map(Object::toString).toList());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Reads what {@link #after} wrote.
     *
     * @throws InvalidInput when it was not written by us
     */
    public static <T> T read(String cursor, int values, Function<List<String>, T> reader) {
        try {
            if (cursor.length() <= MAX_LENGTH) {
                String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
                List<String> parts = Arrays.asList(text.split("\\|", -1));
                if (parts.size() == values) {
                    return reader.apply(parts);
                }
            }
        } catch (RuntimeException notOurs) {
            // told below, whichever way it is not ours
        }
        throw new InvalidInput("cursor", "Not a cursor of ours; take it from the page before as it is.");
    }
}
