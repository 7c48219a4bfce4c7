package dev.parley.auth.factor;

import static dev.parley.api.InvalidInput.required;

import dev.parley.api.people.UserId;
import dev.parley.auth.input.Secret;
import dev.parley.auth.password.Password;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/me/…}: a person's second factor, from Parley's own apps. Passkeys are listed here, and added in a browser. */
@RestController
@RequestMapping("/api/v1/me")
final class FactorEndpoint {

    private final RecentSignIn recent;
    private final Authenticators authenticators;
    private final SecondFactors factors;
    private final FactorRows rows;
    private final Passkeys passkeys;

    FactorEndpoint(
            RecentSignIn recent,
            Authenticators authenticators,
            SecondFactors factors,
            FactorRows rows,
            Passkeys passkeys) {
        this.recent = recent;
        this.authenticators = authenticators;
        this.factors = factors;
        this.rows = rows;
        this.passkeys = passkeys;
    }

    @GetMapping("/factors")
    Factors factors(@AuthenticationPrincipal Jwt token) {
        UserId user = recent.person(token);
        return new Factors(
                rows.find(user).map(TimeCodeRow::confirmedAt).map(Totp::new).orElse(null),
                rows.recoveryCodesLeft(user),
                passkeys.of(user));
    }

    @PostMapping("/totp")
    @ResponseStatus(HttpStatus.CREATED)
    SetUp setUp(@AuthenticationPrincipal Jwt token, @RequestBody(required = false) @Nullable Proof body) {
        return authenticators.setUp(recent.require(token, body == null ? null : body.password()));
    }

    @PostMapping("/totp/confirm")
    RecoveryCodes confirm(@AuthenticationPrincipal Jwt token, @RequestBody Confirmation body) {
        return new RecoveryCodes(authenticators.confirm(recent.person(token), required("code", body.code())));
    }

    @DeleteMapping("/totp")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@AuthenticationPrincipal Jwt token, @RequestBody Removal body) {
        UserId user = recent.require(token, required("password", body.password()));
        if (factors.isRequiredOf(user)) {
            factors.check(user, required("code", body.code()));
            authenticators.remove(user, user);
        }
    }

    @PostMapping("/recovery-codes")
    RecoveryCodes renew(@AuthenticationPrincipal Jwt token, @RequestBody(required = false) @Nullable Proof body) {
        return new RecoveryCodes(
                authenticators.renewRecoveryCodes(recent.require(token, body == null ? null : body.password())));
    }

    record Proof(@Nullable Password password) {}

    record Confirmation(@Nullable Secret code) {}

    /** The code may be a recovery code. */
    record Removal(@Nullable Password password, @Nullable Secret code) {}

    record RecoveryCodes(List<Secret> recoveryCodes) {}

    /** @param totp null = none */
    record Factors(@Nullable Totp totp, int recoveryCodesLeft, List<Passkeys.View> passkeys) {}

    record Totp(Instant since) {}
}
