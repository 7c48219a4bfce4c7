package dev.parley.api.session;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.parley.api.people.Role;
import dev.parley.api.people.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * What makes access tokens worthless before their time. Whoever checks tokens follows these, and may forget one when
 * {@link #LONGEST_TOKEN_LIFE} has passed: whatever it was about has expired by then. To hear one twice changes nothing.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Revocation.SessionEnded.class, name = "SessionEnded"),
    @JsonSubTypes.Type(value = Revocation.PersonShutOut.class, name = "PersonShutOut"),
    @JsonSubTypes.Type(value = Revocation.RolesChanged.class, name = "RolesChanged"),
    @JsonSubTypes.Type(value = Revocation.ClientShutOut.class, name = "ClientShutOut"),
    @JsonSubTypes.Type(value = Revocation.ConsentWithdrawn.class, name = "ConsentWithdrawn"),
    @JsonSubTypes.Type(value = Revocation.TokenGivenBack.class, name = "TokenGivenBack")
})
public sealed interface Revocation {

    /** No access token of ours lives longer, and no setting can make it. */
    Duration LONGEST_TOKEN_LIFE = Duration.ofHours(1);

    Instant at();

    /** What it is about, as the key of its record. */
    String key();

    /**
     * A session is over, and every token that names it with it.
     *
     * @param user whose it was; null when an application acted for itself
     * @param device where it was; null when it was no device's
     */
    @Revision("1")
    record SessionEnded(
            String session, @Nullable UserId user, @Nullable DeviceId device, Instant at) implements Revocation {

        @Override
        public String key() {
            return "session:" + session;
        }
    }

    /** Somebody was suspended or erased: whatever was issued to them until then is void, through whichever application. */
    @Revision("1")
    record PersonShutOut(UserId user, Instant at) implements Revocation {

        @Override
        public String key() {
            return "user:" + user;
        }
    }

    /**
     * Somebody has these roles now: whatever was issued to them until then and says otherwise is void. Their sessions go on, and give
     * them tokens that say it right; those are told apart by what they say, because times in tokens are whole seconds.
     */
    @Revision("1")
    record RolesChanged(UserId user, Set<Role> roles, Instant at) implements Revocation {

        public RolesChanged {
            roles = Set.copyOf(roles);
        }

        @Override
        public String key() {
            return "roles:" + user;
        }
    }

    /** An application was removed: whatever was issued to it until then is void, whoever it acted for. */
    @Revision("1")
    record ClientShutOut(String client, Instant at) implements Revocation {

        @Override
        public String key() {
            return "client:" + client;
        }
    }

    /**
     * Somebody no longer lets an application act for them: whatever was issued to it for them until then is void, also what it got for
     * a token of another application's, which is of a session that goes on.
     */
    @Revision("1")
    record ConsentWithdrawn(UserId user, String client, Instant at) implements Revocation {

        @Override
        public String key() {
            return "consent:" + user + ":" + client;
        }
    }

    /** This one token is void, and whatever else its session has goes on. {@code token} is its {@code jti}. */
    @Revision("1")
    record TokenGivenBack(String token, Instant at) implements Revocation {

        @Override
        public String key() {
            return "token:" + token;
        }
    }
}
