package dev.parley.api;

/**
 * Why something was refused. The constant's name is the {@code code} on the wire, for REST and WebSocket alike; it never changes
 * once published. {@link #status()} is the HTTP status that goes with it.
 */
public enum Reason {
    /** Not JSON, or JSON of another shape than asked for. */
    MALFORMED(400),
    /** A field has a value outside its limits; the refusal names field and limit. */
    INVALID(400),
    /** A frame type that this protocol version does not know. */
    UNKNOWN_FRAME(400),
    /** No such person. */
    UNKNOWN_USER(400),
    /** No token, or one that is expired, not ours or not signed by us. */
    NOT_AUTHENTICATED(401),
    /** The password was right, and a code has to follow: the problem document carries a challenge to answer with it. */
    SECOND_FACTOR_REQUIRED(401),
    /** The token does not permit this call: its scope, its bearer's role or the kind of its bearer is not enough. */
    FORBIDDEN(403),
    /** Not the code of the moment, nor an unused recovery code. */
    WRONG_CODE(403),
    /** They signed in too long ago for this, and have to type their password once more. */
    PASSWORD_NEEDED(403),
    /** The password was right, but the account is suspended. */
    ACCOUNT_SUSPENDED(403),
    /** The password was right, but the e-mail address has to be verified first. */
    EMAIL_NOT_VERIFIED(403),
    /** The password of somebody who is signed in is not this one. */
    WRONG_PASSWORD(403),
    /** The link of a mail is unknown, used, replaced by a newer one or older than 30 minutes. */
    LINK_EXPIRED(410),
    /** Was a member once and is no longer. */
    NOT_A_MEMBER(403),
    /** A member, but without the right to do this. */
    NOT_ALLOWED(403),
    /** The group, or its admins, let nobody in by this way; or this person not at all. */
    MAY_NOT_JOIN(403),
    /** The other person does not want to be written to, asked or added by this one. */
    NOT_WANTED(403),
    /** They may not speak here for now; the refusal says until when, if it is known. */
    MUTED(403),
    /** Unknown, or never theirs to see: the two look the same on purpose. */
    NOT_FOUND(404),
    METHOD_NOT_ALLOWED(405),
    /** The same idempotency key came with other content. */
    CONFLICT(409),
    /** The user name or e-mail address belongs to somebody already. */
    TAKEN(409),
    /** There is one already, which has to be removed first. */
    ALREADY_SET_UP(409),
    /** The group would have more members than allowed. */
    TOO_MANY_MEMBERS(409),
    /** As many of these as there may be; the refusal names the limit. */
    TOO_MANY(409),
    /** It happened too long ago to be changed. */
    TOO_OLD(409),
    /** It is gone: recalled, withdrawn, erased, or its time is over. */
    GONE(410),
    /** The person is signed in on as many devices as allowed, and none of them is signed out by itself. */
    TOO_MANY_DEVICES(409),
    /** Nobody would be left who could make an administrator. */
    LAST_ADMINISTRATOR(409),
    TOO_LARGE(413),
    UNSUPPORTED_MEDIA_TYPE(415),
    /** The group wants members to wait between two messages; the refusal says how long. */
    SLOW_MODE(429),
    /** More at once than the server takes; try again after a moment. */
    RETRY_LATER(429),
    INTERNAL(500),
    /** The event store could not make the change durable; it may be tried again with the same client id. */
    STORE_UNAVAILABLE(503),
    /** The views have not caught up with what was asked for. */
    VIEW_BEHIND(503),
    /** A part that this answer needs is down. */
    UNAVAILABLE(503);

    private final int status;

    Reason(int status) {
        this.status = status;
    }

    public int status() {
        return status;
    }

    /** Whether the same request may well succeed when it is simply sent again a moment later. */
    public boolean passes() {
        return this == RETRY_LATER || this == SLOW_MODE || status == 503;
    }
}
