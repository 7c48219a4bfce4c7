package dev.parley.standalone.control;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The words that a running Parley answers to. */
public final class Requests {

    private static final String SEPARATOR = ":";

    /** Lends a checkpoint of the event store. */
    public static final String EVENT_STORE = "event-store";

    /** Lends a copy of the identity store's file. */
    public static final String ACCOUNTS = "accounts";

    /** Says where Kafka is. */
    public static final String KAFKA = "kafka";

    /** Says what one more push gateway has to be told; the line stays open for as long as the Parley runs. */
    public static final String GATEWAY = "gateway";

    /** Makes a view anew and tells how far it is: view, events a second (0 = as fast as it goes), {@code confirm} or {@code switch}. */
    public static final String REBUILD = "rebuild";

    /** Moves a rebuild on: {@code switch}, {@code rollback} or {@code drop}, and its id. */
    public static final String MOVE_REBUILD = "move-rebuild";

    /** Holds views against the events and tells what differs: a view or {@code every-view}, and how many conversations (0 = all). */
    public static final String AUDIT = "audit";

    /** Shows what views lack, and settles it: {@code list}, {@code show}, {@code retry}, {@code retry-all}, {@code discard}; id; reason. */
    public static final String DEAD_LETTERS = "dead-letters";

    private Requests() {}

    /** One line, whatever the arguments hold. */
    public static String of(String word, String... arguments) {
        StringBuilder line = new StringBuilder(word);
        for (String argument : arguments) {
            line.append(SEPARATOR).append(URLEncoder.encode(argument, StandardCharsets.UTF_8));
        }
        return line.toString();
    }

    /** The word and its arguments; an empty word when the line is none of {@link #of}'s. */
    static List<String> parts(String line) {
        try {
            return Arrays.stream(line.split(SEPARATOR, -1))
                    .map(part -> URLDecoder.decode(part, StandardCharsets.UTF_8))
                    .toList();
        } catch (IllegalArgumentException malformed) {
            return List.of("");
        }
    }
}
