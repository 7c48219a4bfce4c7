package dev.parley.projection.contact;

import dev.parley.api.people.UserId;

/** One person's side of what they have with another: the key of a contact. */
record Tie(UserId user, UserId other) {}
