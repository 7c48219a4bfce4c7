package dev.parley.auth.factor;

import static dev.parley.api.InvalidInput.required;

import dev.parley.api.CommandRefused;
import dev.parley.api.InvalidInput;
import dev.parley.api.Reason;
import dev.parley.api.people.UserId;
import dev.parley.api.permission.Permission;
import dev.parley.auth.web.Needs;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code DELETE /api/v1/admin/users/{user}/factors}: for somebody who lost their phone and their recovery codes. */
@RestController
final class FactorsOfOthersEndpoint {

    private final Authenticators authenticators;
    private final Passkeys passkeys;

    FactorsOfOthersEndpoint(Authenticators authenticators, Passkeys passkeys) {
        this.authenticators = authenticators;
        this.passkeys = passkeys;
    }

    @DeleteMapping("/api/v1/admin/users/{user}/factors")
    @Needs(Permission.ADMINISTER)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable String user, @AuthenticationPrincipal Jwt caller) {
        UserId person = existing(user);
        UserId administrator = UserId.of(required("sub", caller.getSubject()));
        authenticators.remove(person, administrator);
        passkeys.removeAll(person, administrator);
    }

    private static UserId existing(String user) {
        try {
            return UserId.of(user);
        } catch (InvalidInput | IllegalArgumentException e) {
            throw new CommandRefused(Reason.NOT_FOUND, "There is no such account.");
        }
    }
}
