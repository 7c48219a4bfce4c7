package dev.parley.auth.consent;

import static dev.parley.api.InvalidInput.required;

import dev.parley.api.CommandRefused;
import dev.parley.api.Reason;
import dev.parley.api.people.UserId;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/me/consents}: what the caller lets applications do. */
@RestController
@RequestMapping("/api/v1/me/consents")
final class ConsentEndpoint {

    private final Consents consents;

    ConsentEndpoint(Consents consents) {
        this.consents = consents;
    }

    @GetMapping
    Given list(@AuthenticationPrincipal Jwt token) {
        return new Given(consents.of(person(token)));
    }

    @DeleteMapping("/{application}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(@PathVariable String application, @AuthenticationPrincipal Jwt token) {
        consents.withdraw(person(token), id(application));
    }

    record Given(List<GivenConsent> items) {}

    private static UserId person(Jwt token) {
        return UserId.of(required("sub", token.getSubject()));
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new CommandRefused(Reason.NOT_FOUND, "You have not let this application do anything.");
        }
    }
}
