package dev.parley.api.projection;

/**
 * Collections of the view store, each named after its view (see {@link Generations#collection}) and holding documents of one record type of this module, keyed by
 * {@code _id}. Every read is by {@code _id} or a bounded set of them.
 */
public final class Views {

    /** {@code ConversationView} by conversation. */
    public static final String CONVERSATIONS = "conversations";
    /** {@code MessageView} by message. */
    public static final String MESSAGES = "messages";
    /** {@code LoggedEventView} by conversation and version. */
    public static final String CONVERSATION_LOG = "conversation_log";
    /** {@code MembershipsView} by person. */
    public static final String MEMBERSHIPS = "memberships";
    /** {@code MembersView} by conversation and part. */
    public static final String MEMBERS = "members";
    /** {@code GoneView} by conversation and block. */
    public static final String GONE = "gone";
    /** {@code GoneTotalsView} by conversation. */
    public static final String GONE_TOTALS = "gone_totals";
    /** {@code MentionsView} by person. */
    public static final String MENTIONS = "mentions";
    /** {@code MediaView} by conversation and block. */
    public static final String MEDIA = "media";
    /** {@code NotesView} by person. */
    public static final String NOTES = "notes";
    /** {@code DraftView} by person and conversation. */
    public static final String DRAFTS = "drafts";
    /** {@code FavouritesView} by person. */
    public static final String FAVOURITES = "favourites";
    /** {@code PositionsView} by person. */
    public static final String POSITIONS = "positions";
    /** {@code ScheduleView} by person. */
    public static final String SCHEDULES = "schedules";
    /** {@code PersonView} by person. */
    public static final String PEOPLE = "people";
    /** {@code ContactsView} by person. */
    public static final String CONTACTS = "contacts";
    /** {@code ProjectedOffset} by projector, topic and partition. */
    public static final String OFFSETS = "projected_offsets";
    /** {@code AppliedVersion} by projector and key. */
    public static final String APPLIED_VERSIONS = "applied_versions";

    /** {@code Generations}, one document: which generation of each view is the one to read. */
    public static final String GENERATIONS = "generations";
    /** What rebuilds there were and are, by id. */
    public static final String REBUILDS = "rebuilds";

    /** The index (an alias) that messages are searched in. */
    public static final String MESSAGE_INDEX = "parley-messages";

    /** The index (an alias) that people are searched in. */
    public static final String PEOPLE_INDEX = "parley-people";

    /** Changes whenever documents of a view no longer mean what they meant: an embedded store computes its views anew then. */
    public static final String LAYOUT = "1";

    private Views() {}
}
