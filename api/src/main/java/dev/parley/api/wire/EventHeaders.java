package dev.parley.api.wire;

/**
 * Headers of an event record: the CloudEvents 1.0 Kafka binding (binary mode) and ours. All values are UTF-8 text. The key is the
 * subject, the body the event's JSON.
 */
public final class EventHeaders {

    public static final String SPEC_VERSION = "ce_specversion";
    public static final String ID = "ce_id";
    /** The event's simple name, e.g. {@code MessageSent}. */
    public static final String TYPE = "ce_type";

    public static final String SOURCE = "ce_source";
    /** The aggregate's id. */
    public static final String SUBJECT = "ce_subject";
    /** RFC 3339, UTC. */
    public static final String TIME = "ce_time";

    public static final String CONTENT_TYPE = "content-type";
    /** The event's number within its aggregate, from 0. Subject and version identify an event. */
    public static final String VERSION = "version";
    /** The revision of the event type's JSON. */
    public static final String REVISION = "revision";
    /** The event's global position in the event store. */
    public static final String POSITION = "position";
    /** The user id of whoever made it happen; absent when nobody in particular did. */
    public static final String BY = "by";
    /** The trace that it happened in. */
    public static final String TRACE = "trace";

    private EventHeaders() {}
}
