package dev.parley.query.contact;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.api.people.FriendshipId;
import dev.parley.api.people.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the lists of contacts consist of. */
final class ContactItems {

    private ContactItems() {}

    /** A friend; {@code remark} is what the reader calls them. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Friend(UserId user, Instant since, @Nullable String remark) {}

    /** A request that waits for an answer: {@code in} from {@code user}, or {@code out} to them. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record FriendRequest(
            FriendshipId friendRequest,
            UserId user,
            String direction,
            @Nullable String message,
            Instant at,
            Instant expiresAt) {}

    record Blocked(UserId user, Instant at) {}
}
