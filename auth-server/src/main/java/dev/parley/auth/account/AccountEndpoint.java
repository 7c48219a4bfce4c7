package dev.parley.auth.account;

import static dev.parley.api.InvalidInput.required;

import dev.parley.api.people.UserId;
import dev.parley.auth.password.Password;
import dev.parley.auth.web.Trace;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /api/v1/accounts}: anybody may register. */
@RestController
final class AccountEndpoint {

    private final Registrations registrations;

    AccountEndpoint(Registrations registrations) {
        this.registrations = registrations;
    }

    @PostMapping("/api/v1/accounts")
    @ResponseStatus(HttpStatus.CREATED)
    Registered register(@RequestBody Registration body, @RequestAttribute(Trace.ATTRIBUTE) String trace) {
        NewAccount wanted = NewAccount.of(body.username(), body.email(), body.displayName());
        Password password = required("password", body.password()).requireAcceptable("password");
        return new Registered(registrations.register(wanted, password, trace));
    }

    record Registration(
            @Nullable String username,
            @Nullable Password password,
            @Nullable String email,
            @Nullable String displayName) {}

    record Registered(UserId user) {}
}
