package dev.parley.api;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The invisible characters that turn the direction of writing (UAX #9). What opens one ends with its line at the latest, and nothing ends
 * what was opened outside: a name or a preview in somebody's list then never turns what stands beside it. They are balanced instead of
 * refused, because whoever pastes them does not see them and could not put right what we complain about.
 */
final class Directions {

    private static final int EMBEDDING_END = 0x202C;
    private static final int ISOLATE_END = 0x2069;

    private final StringBuilder result = new StringBuilder();
    private final Deque<Integer> open = new ArrayDeque<>();
    private int openIsolates;

    private Directions() {}

    static String balanced(String text) {
        if (text.codePoints().noneMatch(Directions::turns)) {
            return text;
        }
        Directions balancing = new Directions();
        text.codePoints().forEach(balancing::take);
        balancing.endAll();
        return balancing.result.toString();
    }

    /** Whether it embeds, overrides or isolates a direction, or ends that. The marks LRM, RLM and ALM do not. */
    static boolean turns(int c) {
        return opensEmbedding(c) || opensIsolate(c) || c == EMBEDDING_END || c == ISOLATE_END;
    }

    private void take(int c) {
        if (c == ISOLATE_END) {
            endIsolate();
            return;
        }
        if (c == EMBEDDING_END) {
            if (!open.isEmpty() && opensEmbedding(open.peek())) {
                endInnermost();
            }
            return;
        }
        if (endsLine(c)) {
            endAll();
        } else if (turns(c)) {
            open.push(c);
            openIsolates += opensIsolate(c) ? 1 : 0;
        }
        result.appendCodePoint(c);
    }

    /** The end of an isolate ends whatever was embedded in it. */
    private void endIsolate() {
        for (int before = openIsolates; openIsolates > 0 && openIsolates == before; ) {
            endInnermost();
        }
    }

    private void endAll() {
        while (!open.isEmpty()) {
            endInnermost();
        }
    }

    private void endInnermost() {
        boolean isolate = opensIsolate(open.pop());
        openIsolates -= isolate ? 1 : 0;
        result.appendCodePoint(isolate ? ISOLATE_END : EMBEDDING_END);
    }

    private static boolean opensEmbedding(int c) {
        return c == 0x202A || c == 0x202B || c == 0x202D || c == 0x202E;
    }

    private static boolean opensIsolate(int c) {
        return c >= 0x2066 && c <= 0x2068;
    }

    private static boolean endsLine(int c) {
        return c == '\n' || c == '\r' || c == 0x2029;
    }
}
