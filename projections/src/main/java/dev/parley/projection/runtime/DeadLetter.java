package dev.parley.projection.runtime;

import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record that could not be applied, and why. */
public record DeadLetter(ConsumerRecord<byte[], byte[]> record, Kind kind, String cause, String stack) {

    private static final int FRAMES = 6;

    /** As {@code DeadLetterHeaders.KIND} tells it. */
    public enum Kind {
        POISON,
        PARKED
    }

    static DeadLetter poison(ConsumerRecord<byte[], byte[]> record, RuntimeException cause) {
        String told = cause.getClass().getSimpleName() + ": " + cause.getMessage();
        return new DeadLetter(record, Kind.POISON, told.replaceAll("\\s+", " "), stack(cause));
    }

    static DeadLetter parked(ConsumerRecord<byte[], byte[]> record, long version, long missing) {
        return new DeadLetter(
                record, Kind.PARKED, "Version " + version + " waits for version " + missing + " of the same key.", "");
    }

    /** Where it went wrong first, innermost frame first: enough to find the line, and to see which failures are the same. */
    private static String stack(Throwable failure) {
        Throwable first = failure;
        for (Throwable cause = first.getCause(); cause != null; cause = cause.getCause()) {
            first = cause;
        }
        return Arrays.stream(first.getStackTrace())
                .limit(FRAMES)
                .map(frame ->
                        frame.getClassName().substring(frame.getClassName().lastIndexOf('.') + 1) + "."
                                + frame.getMethodName() + ":" + frame.getLineNumber())
                .collect(Collectors.joining(" < "));
    }
}
