package dev.parley.auth.session;

import dev.parley.api.session.DeviceId;
import java.time.Instant;

/**
 * A device that a person is signed in on.
 *
 * @param address where it was last seen; empty when that was before addresses were kept
 * @param lastSeen when it last signed in or renewed its tokens, which is later than its last call by at most the life of an access token
 * @param current whether it is the one that asks
 */
public record DeviceView(
        DeviceId device,
        String name,
        String platform,
        String address,
        Instant openedAt,
        Instant lastSeen,
        boolean current) {}
