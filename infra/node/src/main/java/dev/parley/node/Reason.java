package dev.parley.node;

import java.io.IOException;
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
                return firstLine(words(cause)) + ".";
            }
        }
    }

    private static String words(Throwable cause) {
        return switch (cause) {
            case FileSystemException refusal -> "%s: %s".formatted(refusal.getFile(), ofFileSystem(refusal));
            case IOException refusal -> ofFileSystem(refusal);
            default -> cause.toString();
        };
    }

    /** A file system's refusal in the system's own words, which some subclasses give by their name only. */
    static String ofFileSystem(IOException refusal) {
        String words =
                refusal instanceof FileSystemException fileSystem ? fileSystem.getReason() : refusal.getMessage();
        return words != null ? words : refusal.getClass().getSimpleName();
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("").strip();
    }
}
