package dev.parley.api;

import java.util.regex.Pattern;

/** The picture of a person or a group: an https address, or the id of a file. */
public final class Avatar {

    private static final int MAX = 512;
    private static final Pattern SHAPE = Pattern.compile(
            "[A-Za-z0-9][A-Za-z0-9._-]{0,127}|https://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[!-~&&[^\"<>\\\\^`{|}]]*)?");

    private Avatar() {}

    /** @throws InvalidInput when it is neither, or too long */
    public static String of(String field, String typed) {
        if (typed.length() > MAX || !SHAPE.matcher(typed).matches()) {
            throw new InvalidInput(
                    field, "An avatar is an https address or the id of a file, of at most " + MAX + " characters.");
        }
        return typed;
    }
}
