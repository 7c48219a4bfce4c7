package dev.parley.auth.account;

import static dev.parley.api.InvalidInput.required;

import dev.parley.api.people.UserId;
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

/** E-mail addresses: changing one's own, and proving it. */
@RestController
final class EmailEndpoint {

    private final EmailVerifications verifications;

    EmailEndpoint(EmailVerifications verifications) {
        this.verifications = verifications;
    }

    @PutMapping("/api/v1/me/email")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void change(@RequestBody Change body, @AuthenticationPrincipal Jwt token, Locale language) {
        verifications.change(
                UserId.of(required("sub", token.getSubject())),
                required("password", body.password()),
                required("email", body.email()),
                language);
    }

    @PostMapping("/api/v1/email-verifications")
    @ResponseStatus(HttpStatus.ACCEPTED)
    void sendAgain(@AuthenticationPrincipal Jwt token, Locale language) {
        verifications.sendAgain(UserId.of(required("sub", token.getSubject())), language);
    }

    @PutMapping("/api/v1/email-verifications/{token}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void verify(@PathVariable String token, Locale language) {
        verifications.verify(new Secret(token), language);
    }

    record Change(@Nullable String email, @Nullable Password password) {}
}
