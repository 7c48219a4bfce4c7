package dev.parley.standalone.control;

/** The words that a running Parley answers to. */
public final class Requests {

    /** Lends a checkpoint of the event store. */
    public static final String EVENT_STORE = "event-store";

    /** Lends a copy of the identity store's file. */
    public static final String ACCOUNTS = "accounts";

    /** Says where Kafka is. */
    public static final String KAFKA = "kafka";

    /** Says what one more push gateway has to be told; the line stays open for as long as the Parley runs. */
    public static final String GATEWAY = "gateway";

    private Requests() {}
}
