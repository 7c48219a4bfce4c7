package dev.parley.projection.runtime;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record that could not be applied, and why. */
record DeadLetter(ConsumerRecord<byte[], byte[]> record, Kind kind, String cause) {

    /** As {@code DeadLetterHeaders.KIND} tells it. */
    enum Kind {
        POISON,
        PARKED
    }

    static DeadLetter poison(ConsumerRecord<byte[], byte[]> record, RuntimeException cause) {
        String told = cause.getClass().getSimpleName() + ": " + cause.getMessage();
        return new DeadLetter(record, Kind.POISON, told.replaceAll("\\s+", " "));
    }

    static DeadLetter parked(ConsumerRecord<byte[], byte[]> record, long version, long missing) {
        return new DeadLetter(
                record, Kind.PARKED, "Version " + version + " waits for version " + missing + " of the same key.");
    }
}
