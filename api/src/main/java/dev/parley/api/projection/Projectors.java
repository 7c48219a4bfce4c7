package dev.parley.api.projection;

import java.util.Optional;

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

    /** Which of them builds this view of the view store; empty = it is no view, but a note about views. */
    public static Optional<String> of(String view) {
        return switch (view) {
            case Views.CONVERSATIONS, Views.GONE, Views.GONE_TOTALS -> Optional.of(HEADS);
            case Views.MESSAGES, Views.CONVERSATION_LOG -> Optional.of(HISTORY);
            case Views.MEMBERSHIPS, Views.MEMBERS -> Optional.of(MEMBERSHIPS);
            case Views.MENTIONS -> Optional.of(MENTIONS);
            case Views.MEDIA -> Optional.of(MEDIA);
            case Views.NOTES, Views.DRAFTS, Views.FAVOURITES -> Optional.of(NOTES);
            case Views.POSITIONS -> Optional.of(POSITIONS);
            case Views.SCHEDULES -> Optional.of(SCHEDULES);
            case Views.PEOPLE -> Optional.of(PEOPLE);
            case Views.CONTACTS -> Optional.of(CONTACTS);
            case Views.OFFSETS, Views.APPLIED_VERSIONS, Views.GENERATIONS, Views.REBUILDS -> Optional.empty();
            default -> throw new IllegalArgumentException("No projector is known to build \"" + view + "\".");
        };
    }
}
