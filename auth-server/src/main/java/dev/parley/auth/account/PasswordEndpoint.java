package dev.parley.auth.account;

import static dev.parley.api.InvalidInput.required;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.api.InvalidInput;
import dev.parley.api.people.UserId;
import dev.parley.api.session.Claims;
import dev.parley.auth.input.Secret;
import dev.parley.auth.password.Password;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Passwords: changing one's own, and getting a new one by mail. */
@RestController
final class PasswordEndpoint {

    private final Passwords passwords;

    PasswordEndpoint(Passwords passwords) {
        this.passwords = passwords;
    }

    @PutMapping("/api/v1/me/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void change(@RequestBody Change body, @AuthenticationPrincipal Jwt token, Locale language) {
        passwords.change(
                UserId.of(required("sub", token.getSubject())),
                required(Claims.SESSION, token.getClaimAsString(Claims.SESSION)),
                required("current", body.current()),
                required("new", body.wanted()),
                "new",
                language);
    }

    /** The same answer for everybody, there or not. */
    @PostMapping("/api/v1/password-resets")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Asked ask(@RequestBody Ask body, Locale language) {
        if ((body.email() == null) == (body.username() == null)) {
            throw new InvalidInput("email", "Either email or username says whose password it is.");
        }
        if (body.email() != null) {
            passwords.askForReset("email", body.email(), language);
        } else {
            passwords.askForReset("username", required("username", body.username()), language);
        }
        return new Asked("If there is such an account, a mail with a link is on its way to its address.");
    }

    @PutMapping("/api/v1/password-resets/{token}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void reset(@PathVariable String token, @RequestBody Reset body, Locale language) {
        passwords.reset(new Secret(token), required("password", body.password()), language);
    }

    record Change(
            @Nullable Password current,
            @JsonProperty("new") @Nullable Password wanted) {}

    record Ask(@Nullable String email, @Nullable String username) {}

    record Asked(String detail) {}

    record Reset(@Nullable Password password) {}
}
