package dev.parley.api.wire;

/** Headers that a dead letter carries beside those of the record it was. */
public final class DeadLetterHeaders {

    /** The projector that could not process it. */
    public static final String PROJECTOR = "dead_projector";
    /** Why, in a sentence. */
    public static final String CAUSE = "dead_cause";
    /** Where in the program it failed, innermost first; empty for one that only waits. */
    public static final String STACK = "dead_stack";
    /** {@code POISON} for the record that failed, {@code PARKED} for a later one of the same key that waits behind it. */
    public static final String KIND = "dead_kind";

    public static final String SOURCE_PARTITION = "dead_partition";
    public static final String SOURCE_OFFSET = "dead_offset";

    private DeadLetterHeaders() {}
}
