package dev.parley.auth.account;

import static dev.parley.api.InvalidInput.required;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.api.people.Profile;
import dev.parley.api.people.UserId;
import dev.parley.auth.password.Password;
import dev.parley.auth.web.Trace;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** {@code /api/v1/me}: one's own account, as nobody else sees it. */
@RestController
@RequestMapping("/api/v1/me")
final class MeEndpoint {

    private final Profiles profiles;
    private final AccountStates states;

    MeEndpoint(Profiles profiles, AccountStates states) {
        this.profiles = profiles;
        this.states = states;
    }

    @GetMapping
    Me me(@AuthenticationPrincipal Jwt token) {
        return me(profiles.of(UserId.of(required("sub", token.getSubject()))), token);
    }

    @PatchMapping
    Me change(
            @RequestBody ObjectNode body,
            @AuthenticationPrincipal Jwt token,
            @RequestAttribute(Trace.ATTRIBUTE) String trace) {
        return me(
                profiles.change(UserId.of(required("sub", token.getSubject())), new ProfileChange(body), trace), token);
    }

    @DeleteMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void leave(
            @RequestBody Leave body,
            @AuthenticationPrincipal Jwt token,
            @RequestAttribute(Trace.ATTRIBUTE) String trace) {
        states.leave(UserId.of(required("sub", token.getSubject())), required("password", body.password()), trace);
    }

    private Me me(Account account, Jwt token) {
        Profile profile = account.profile();
        List<String> roles = token.getClaimAsStringList("roles");
        return new Me(
                account.id(),
                account.username(),
                account.email().isEmpty() ? null : account.email(),
                account.emailVerified(),
                profiles.wantedEmail(account.id()).orElse(null),
                account.state().name().toLowerCase(Locale.ROOT),
                roles == null ? List.of() : roles,
                profile.displayName(),
                profile.avatar(),
                profile.status(),
                profile.locale(),
                profile.attributes());
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Me(
            UserId user,
            String username,
            @Nullable String email,
            boolean emailVerified,
            @Nullable String wantedEmail,
            String state,
            List<String> roles,
            String displayName,
            @Nullable String avatar,
            @Nullable String status,
            @Nullable String locale,
            Map<String, String> attributes) {}

    record Leave(@Nullable Password password) {}
}
