package dev.parley.auth.session;

import static dev.parley.api.InvalidInput.required;

import dev.parley.api.Reason;
import dev.parley.api.people.UserId;
import dev.parley.api.session.Claims;
import dev.parley.auth.account.Credentials;
import dev.parley.auth.factor.SecondFactors;
import dev.parley.auth.input.Secret;
import dev.parley.auth.oauth.SignedInBy;
import dev.parley.auth.password.Password;
import dev.parley.auth.web.Challenged;
import dev.parley.auth.web.Trace;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/sessions}: Parley's own apps sign in here; those of others use OAuth2. */
@RestController
@RequestMapping("/api/v1/sessions")
final class SessionEndpoint {

    private final Credentials credentials;
    private final SecondFactors factors;
    private final Challenges challenges;
    private final Sessions sessions;
    private final Clock clock;

    SessionEndpoint(
            Credentials credentials, SecondFactors factors, Challenges challenges, Sessions sessions, Clock clock) {
        this.credentials = credentials;
        this.factors = factors;
        this.challenges = challenges;
        this.sessions = sessions;
        this.clock = clock;
    }

    @PostMapping
    Granted signIn(
            @RequestBody SignIn body, @RequestAttribute(Trace.ATTRIBUTE) String trace, HttpServletRequest request) {
        String login = required("username", body.username());
        Password password = required("password", body.password());
        Device device = Device.of(body.device());
        UserId user = credentials.verify(login, password, trace).id();
        if (factors.isRequiredOf(user)) {
            throw new Challenged(
                    Reason.SECOND_FACTOR_REQUIRED,
                    "Send the challenge with a code of the authenticator app, or with a recovery code, to "
                            + "/api/v1/sessions/second-factor within five minutes.",
                    challenges.open(user, device));
        }
        return sessions.open(user, device, request.getRemoteAddr(), SignedInBy.password(clock.instant()));
    }

    @PostMapping("/refresh")
    Granted renew(@RequestBody Renewal body, HttpServletRequest request) {
        return sessions.renew(required("refreshToken", body.refreshToken()), request.getRemoteAddr());
    }

    @DeleteMapping("/current")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void signOut(@AuthenticationPrincipal Jwt token) {
        sessions.end(required(Claims.SESSION, token.getClaimAsString(Claims.SESSION)));
    }

    record SignIn(@Nullable String username, @Nullable Password password, Device.@Nullable Described device) {}

    record Renewal(@Nullable Secret refreshToken) {}
}
