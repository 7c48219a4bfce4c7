package dev.parley.auth.admin;

import static dev.parley.api.InvalidInput.required;

import dev.parley.api.people.Role;
import dev.parley.api.people.UserId;
import dev.parley.auth.account.NewAccount;
import dev.parley.auth.account.Registrations;
import dev.parley.auth.input.Secret;
import dev.parley.auth.password.Password;
import dev.parley.auth.role.Roles;
import dev.parley.auth.web.Trace;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /api/v1/administrators}: whoever holds the one-time link becomes the first administrator, with a new account or the one they are signed in with. */
@RestController
final class AdministratorEndpoint {

    private final FirstAdministrator first;
    private final Registrations registrations;
    private final Roles roles;

    AdministratorEndpoint(FirstAdministrator first, Registrations registrations, Roles roles) {
        this.first = first;
        this.registrations = registrations;
        this.roles = roles;
    }

    /** The account comes first: a link that was spent for a name that is taken would be lost. */
    @PostMapping("/api/v1/administrators")
    @ResponseStatus(HttpStatus.CREATED)
    Appointed appoint(
            @RequestBody Appointment body,
            @AuthenticationPrincipal @Nullable Jwt caller,
            @RequestAttribute(Trace.ATTRIBUTE) String trace) {
        Secret token = required("token", body.token());
        first.requireGood(token);
        UserId user = caller == null ? register(body, trace) : UserId.of(required("sub", caller.getSubject()));
        first.become(token, user);
        return new Appointed(user, roles.of(user));
    }

    private UserId register(Appointment body, String trace) {
        NewAccount wanted = NewAccount.of(body.username(), body.email(), body.displayName());
        Password password = required("password", body.password()).requireAcceptable("password");
        return registrations.register(wanted, password, trace);
    }

    record Appointment(
            @Nullable Secret token,
            @Nullable String username,
            @Nullable Password password,
            @Nullable String email,
            @Nullable String displayName) {}

    record Appointed(UserId user, Set<Role> roles) {}
}
