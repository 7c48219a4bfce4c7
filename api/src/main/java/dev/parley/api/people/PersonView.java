package dev.parley.api.people;

import com.fasterxml.jackson.annotation.JsonProperty;

/** A person as everybody may see them. {@code version} is the last event of theirs that is in it. */
public record PersonView(@JsonProperty("_id") UserId user, String username, String displayName, long version) {}
