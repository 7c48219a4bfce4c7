package dev.parley.node;

import java.net.BindException;
import java.nio.file.FileSystemException;

/** Turns a failed start into words for the person who has to mend it. */
final class Reason {

    private Reason() {}

    static String of(Throwable failure) {
        for (Throwable cause = failure; ; cause = cause.getCause()) {
            if (cause instanceof CannotStart known) {
                return String.valueOf(known.getMessage());
            }
            if (cause instanceof BindException taken) {
                return "a port was taken while it started (%s).".formatted(taken.getMessage());
            }
            if (cause.getCause() == null) {
                return "%s.".formatted(firstLine(cause));
            }
        }
    }

    /** A file system's refusal in the system's own words, which some subclasses give by their name only. */
    static String ofFileSystem(Exception refusal) {
        String words =
                refusal instanceof FileSystemException fileSystem ? fileSystem.getReason() : refusal.getMessage();
        return words != null ? words : refusal.getClass().getSimpleName();
    }

    private static String firstLine(Throwable failure) {
        return failure.toString().lines().findFirst().orElse("").strip();
    }
}
