package dev.parley.api.replay;

import org.jspecify.annotations.Nullable;

/**
 * An event as it is kept, its JSON unread.
 *
 * @param position among all events of the store, from 1
 * @param storedAt in ms since 1970; never less than that of the event before it
 * @param type the event's simple name
 * @param revision of the payload's JSON
 * @param version in its aggregate, from 0
 * @param metadata a JSON object; null = withheld
 * @param payload a JSON object
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ArchivedEvent(
        long position,
        long storedAt,
        String type,
        String revision,
        String aggregate,
        long version,
        String id,
        byte @Nullable [] metadata,
        byte[] payload) {}
