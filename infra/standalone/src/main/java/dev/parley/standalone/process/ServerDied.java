package dev.parley.standalone.process;

import java.nio.file.Path;
import java.util.List;

/** A server has ended without having been told to. */
public record ServerDied(String server, int exitCode, List<String> lastLines, Path log) {

    private static final int SIGNALS = 128;
    private static final String STACK_FRAME = "\t";

    public ServerDied {
        lastLines = List.copyOf(lastLines);
    }

    /** One sentence for people: who, how, the last thing it said when it went by itself, and where to read more. */
    public String sentence() {
        return "%s %s (log: %s)".formatted(server, exitCode > SIGNALS ? killed() : ended(), log);
    }

    private String killed() {
        return "was killed by signal " + (exitCode - SIGNALS);
    }

    private String ended() {
        return lastLines.reversed().stream()
                .filter(line -> !line.startsWith(STACK_FRAME))
                .findFirst()
                .map(lastWords -> "ended with code %d: %s".formatted(exitCode, lastWords))
                .orElse("ended with code %d without a word".formatted(exitCode));
    }
}
