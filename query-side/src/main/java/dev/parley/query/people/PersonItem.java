package dev.parley.query.people;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.api.people.PersonState;
import dev.parley.api.people.PersonView;
import dev.parley.api.people.Profile;
import dev.parley.api.people.UserId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A person's public profile; what they do not tell is left out. Of somebody who was erased there is the id and that they were. Whether
 * somebody is suspended is nobody's business.
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record PersonItem(
        UserId user,
        @Nullable String username,
        @Nullable String displayName,
        @Nullable String avatar,
        @Nullable String status,
        @Nullable String locale,
        Map<String, String> attributes,
        @Nullable Boolean erased) {

    static PersonItem of(PersonView view) {
        Profile profile = view.profile();
        if (profile == null) {
            Boolean erased = view.state() == PersonState.ERASED ? true : null;
            return new PersonItem(view.user(), view.username(), view.displayName(), null, null, null, Map.of(), erased);
        }
        return new PersonItem(
                view.user(),
                view.username(),
                profile.displayName(),
                profile.avatar(),
                profile.status(),
                profile.locale(),
                profile.attributes(),
                null);
    }
}
