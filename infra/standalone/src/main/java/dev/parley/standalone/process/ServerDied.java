package dev.parley.standalone.process;

import java.nio.file.Path;
import java.util.List;

/** A server has ended without having been told to. */
public record ServerDied(String server, int exitCode, List<String> lastLines, Path log) {

    private static final int SIGNALS = 128;

    public ServerDied {
        lastLines = List.copyOf(lastLines);
    }

    /** One sentence for people. */
    public String sentence() {
        String how =
                exitCode > SIGNALS ? "was killed by signal " + (exitCode - SIGNALS) : "ended with code " + exitCode;
        return "%s %s (log: %s)".formatted(server, how, log);
    }
}
