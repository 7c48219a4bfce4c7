package dev.parley.node;

import java.io.IOException;
import java.net.BindException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

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

    /** A file system's refusal in the system's own words; some subclasses give them by their name only, so those get ours. */
    static String ofFileSystem(IOException refusal) {
        String words =
                refusal instanceof FileSystemException fileSystem ? fileSystem.getReason() : refusal.getMessage();
        if (words != null) {
            return words;
        }
        return switch (refusal) {
            case FileAlreadyExistsException taken -> "a file of that name is in the way";
            case AccessDeniedException denied -> "permission denied";
            case NoSuchFileException gone -> "no such directory";
            default -> refusal.getClass().getSimpleName();
        };
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("").strip();
    }
}
