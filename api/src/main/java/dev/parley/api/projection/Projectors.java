package dev.parley.api.projection;

/** The names under which projectors keep their offsets and report. Each builds the views named beside it. */
public final class Projectors {

    /** {@link Views#CONVERSATIONS}, {@link Views#GONE} and {@link Views#GONE_TOTALS}. */
    public static final String HEADS = "heads";
    /** {@link Views#MESSAGES} and {@link Views#CONVERSATION_LOG}. */
    public static final String HISTORY = "history";
    /** {@link Views#MEMBERSHIPS} and {@link Views#MEMBERS}. */
    public static final String MEMBERSHIPS = "memberships";
    /** {@link Views#MENTIONS}. */
    public static final String MENTIONS = "mentions";
    /** {@link Views#MEDIA}. */
    public static final String MEDIA = "media";
    /** {@link Views#NOTES}, {@link Views#DRAFTS} and {@link Views#FAVOURITES}. */
    public static final String NOTES = "notes";
    /** {@link Views#POSITIONS}. */
    public static final String POSITIONS = "positions";
    /** {@link Views#SCHEDULES}. */
    public static final String SCHEDULES = "schedules";
    /** {@link Views#PEOPLE}. */
    public static final String PEOPLE = "people";
    /** {@link Views#MESSAGE_INDEX}. */
    public static final String SEARCH = "search";

    /** {@link Views#CONTACTS}. */
    public static final String CONTACTS = "contacts";
    /** {@link Views#PEOPLE_INDEX}. */
    public static final String PEOPLE_SEARCH = "people-search";

    private Projectors() {}
}
