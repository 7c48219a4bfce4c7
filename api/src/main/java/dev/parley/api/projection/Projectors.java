package dev.parley.api.projection;

/** The names under which projectors keep their offsets and report. Each builds the views named beside it. */
public final class Projectors {

    /** {@link Views#CONVERSATIONS}. */
    public static final String HEADS = "heads";
    /** {@link Views#MESSAGES} and {@link Views#CONVERSATION_LOG}. */
    public static final String HISTORY = "history";
    /** {@link Views#MEMBERSHIPS}. */
    public static final String MEMBERSHIPS = "memberships";
    /** {@link Views#POSITIONS}. */
    public static final String POSITIONS = "positions";
    /** {@link Views#PEOPLE}. */
    public static final String PEOPLE = "people";
    /** {@link Views#MESSAGE_INDEX}. */
    public static final String SEARCH = "search";

    private Projectors() {}
}
