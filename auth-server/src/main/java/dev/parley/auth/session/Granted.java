package dev.parley.auth.session;

import dev.parley.api.people.UserId;
import dev.parley.api.session.DeviceId;
import dev.parley.auth.input.Secret;

/** What a device gets to act with. {@code expiresIn} is in seconds and counts for the access token. */
record Granted(
        Secret accessToken, Secret refreshToken, String tokenType, long expiresIn, UserId user, DeviceId device) {}
