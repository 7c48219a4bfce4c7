package dev.parley.auth.session;

import static dev.parley.api.InvalidInput.required;

import dev.parley.api.CommandRefused;
import dev.parley.api.InvalidInput;
import dev.parley.api.Reason;
import dev.parley.auth.account.Credentials;
import dev.parley.auth.factor.SecondFactors;
import dev.parley.auth.input.Secret;
import dev.parley.auth.oauth.SignedInBy;
import dev.parley.auth.web.Trace;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /api/v1/sessions/second-factor}: the second half of a sign-in whose first half answered with a challenge. */
@RestController
final class SecondFactorEndpoint {

    private final Challenges challenges;
    private final Credentials credentials;
    private final SecondFactors factors;
    private final Sessions sessions;
    private final Clock clock;

    SecondFactorEndpoint(
            Challenges challenges, Credentials credentials, SecondFactors factors, Sessions sessions, Clock clock) {
        this.challenges = challenges;
        this.credentials = credentials;
        this.factors = factors;
        this.sessions = sessions;
        this.clock = clock;
    }

    @PostMapping("/api/v1/sessions/second-factor")
    Granted signIn(
            @RequestBody Answer body, @RequestAttribute(Trace.ATTRIBUTE) String trace, HttpServletRequest request) {
        Secret challenge = required("challenge", body.challenge());
        Secret code = body.typed();
        Challenges.HalfDone halfDone = challenges.tryOnce(challenge).orElseThrow(SecondFactorEndpoint::overAndDone);
        factors.check(halfDone.user(), code);
        credentials.welcome(halfDone.user(), trace);
        if (!challenges.spend(challenge)) {
            throw overAndDone();
        }
        return sessions.open(
                halfDone.user(),
                halfDone.device(),
                request.getRemoteAddr(),
                new SignedInBy(clock.instant(), List.of(SignedInBy.PASSWORD, SignedInBy.ONE_TIME_PASSWORD)));
    }

    private static CommandRefused overAndDone() {
        return new CommandRefused(
                Reason.NOT_AUTHENTICATED,
                "This challenge is used, tried five times, older than five minutes or not one of ours; start over with the password.");
    }

    /** Either of the codes. */
    record Answer(
            @Nullable Secret challenge,
            @Nullable Secret code,
            @Nullable Secret recoveryCode) {

        Secret typed() {
            if (code != null && recoveryCode != null) {
                throw new InvalidInput("recoveryCode", "Send a code or a recoveryCode, not both.");
            }
            return recoveryCode == null ? required("code", code) : recoveryCode;
        }
    }
}
