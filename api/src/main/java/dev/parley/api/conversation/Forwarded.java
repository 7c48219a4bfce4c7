package dev.parley.api.conversation;

import dev.parley.api.people.UserId;
import java.time.Instant;

/** Where a message that was passed on comes from: who said it first, and when. Set by the server, from the message itself. */
public record Forwarded(UserId sender, Instant at) {}
