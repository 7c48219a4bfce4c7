package dev.parley.auth.factor;

import static dev.parley.api.InvalidInput.required;

import dev.parley.api.CommandRefused;
import dev.parley.api.Reason;
import dev.parley.api.people.UserId;
import dev.parley.api.permission.Grant;
import dev.parley.api.permission.Permission;
import dev.parley.auth.account.Credentials;
import dev.parley.auth.password.Password;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.oidc.IdTokenClaimNames;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;

/** Sees to it that nobody changes a person's factors from a phone that lies about, or from somebody else's application. */
@Component
final class RecentSignIn {

    private final Credentials credentials;
    private final FactorSettings settings;
    private final Clock clock;

    RecentSignIn(Credentials credentials, FactorSettings settings, Clock clock) {
        this.credentials = credentials;
        this.settings = settings;
        this.clock = clock;
    }

    /** The person behind a token of Parley's own apps. */
    UserId person(Jwt token) {
        Permission.MANAGE_OWN_ACCOUNT.require(Grant.of(token.getClaims()));
        return UserId.of(required("sub", token.getSubject()));
    }

    /**
     * The person, who has just signed in or gives their password once more.
     *
     * @throws CommandRefused PASSWORD_NEEDED when it is too long ago, WRONG_PASSWORD when another one came
     */
    UserId require(Jwt token, @Nullable Password password) {
        UserId user = person(token);
        if (password != null) {
            credentials.confirm(user, password);
            return user;
        }
        Instant signedIn = token.getClaimAsInstant(IdTokenClaimNames.AUTH_TIME);
        if (signedIn == null || !clock.instant().isBefore(signedIn.plus(settings.recentSignIn()))) {
            throw new CommandRefused(
                    Reason.PASSWORD_NEEDED, "You signed in too long ago for this; send your password along.");
        }
        return user;
    }
}
