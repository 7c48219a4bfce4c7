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

    /** Makes a view anew and tells how far it is: view, events a second (0 = as fast as it goes), {@code confirm} or {@code switch}. */
    public static final String REBUILD = "rebuild";

    /** Moves a rebuild on: {@code switch}, {@code rollback} or {@code drop}, and its id. */
    public static final String MOVE_REBUILD = "move-rebuild";

    /** Holds views against the events and tells what differs: a view or {@code every-view}, and how many conversations (0 = all). */
    public static final String AUDIT = "audit";

    private Requests() {}
}
