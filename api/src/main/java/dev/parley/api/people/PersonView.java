package dev.parley.api.people;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * A person as everybody may see them, and whom they let near them, which is theirs alone to see; null = everybody. {@code version} is
 * the last event of theirs that is in it. Somebody erased has neither name nor profile. A view from before there were profiles lacks all
 * but the display name.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PersonView(
        @JsonProperty("_id") UserId user,
        @Nullable String username,
        @Nullable String displayName,
        @Nullable Profile profile,
        PersonState state,
        @Nullable Privacy privacy,
        long version) {

    public PersonView {
        privacy = privacy == null || privacy.equals(Privacy.OPEN) ? null : privacy;
        state = state == null ? PersonState.ACTIVE : state;
        profile = profile == null && displayName != null ? Profile.named(displayName) : profile;
    }

    /** Somebody who has just joined. */
    public PersonView(UserId user, String username, String displayName, long version) {
        this(user, username, displayName, Profile.named(displayName), PersonState.ACTIVE, version);
    }

    /** Somebody who lets everybody near them. */
    public PersonView(
            UserId user,
            @Nullable String username,
            @Nullable String displayName,
            @Nullable Profile profile,
            PersonState state,
            long version) {
        this(user, username, displayName, profile, state, null, version);
    }

    /** Whom they let near them. */
    public Privacy circles() {
        return privacy == null ? Privacy.OPEN : privacy;
    }

    public PersonView with(Profile changed, long at) {
        return new PersonView(user, username, changed.displayName(), changed, state, privacy, at);
    }

    public PersonView with(PersonState changed, long at) {
        return new PersonView(user, username, displayName, profile, changed, privacy, at);
    }

    public PersonView with(Privacy changed, long at) {
        return new PersonView(user, username, displayName, profile, state, changed, at);
    }

    public PersonView erased(long at) {
        return new PersonView(user, null, null, null, PersonState.ERASED, at);
    }
}
