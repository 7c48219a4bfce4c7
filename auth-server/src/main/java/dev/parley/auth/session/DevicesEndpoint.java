package dev.parley.auth.session;

import static dev.parley.api.InvalidInput.required;

import dev.parley.api.CommandRefused;
import dev.parley.api.Reason;
import dev.parley.api.people.UserId;
import dev.parley.api.session.Claims;
import dev.parley.api.session.DeviceId;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/me/devices}: where a person is signed in, and signing out there. For Parley's own apps alone. */
@RestController
@RequestMapping("/api/v1/me/devices")
final class DevicesEndpoint {

    private final Sessions sessions;

    DevicesEndpoint(Sessions sessions) {
        this.sessions = sessions;
    }

    @GetMapping
    Devices list(@AuthenticationPrincipal Jwt token) {
        return new Devices(sessions.of(user(token), session(token)));
    }

    /** Signing out where nobody is signed in is no mistake. */
    @DeleteMapping("/{device}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void signOut(@AuthenticationPrincipal Jwt token, @PathVariable String device) {
        sessions.end(user(token), DeviceId.of(device));
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void signOutEverywhere(@AuthenticationPrincipal Jwt token, @RequestParam(defaultValue = "false") boolean current) {
        sessions.signOutAllBut(user(token), current ? "" : session(token));
    }

    private static UserId user(Jwt token) {
        if (!Claims.FIRST_PARTY.equals(token.getClaimAsString(Claims.CLIENT))) {
            throw new CommandRefused(Reason.FORBIDDEN, "Only Parley's own apps see and end sessions.");
        }
        return UserId.of(required("sub", token.getSubject()));
    }

    private static String session(Jwt token) {
        return required(Claims.SESSION, token.getClaimAsString(Claims.SESSION));
    }

    /** Those used last come first. */
    record Devices(List<DeviceView> items) {}
}
