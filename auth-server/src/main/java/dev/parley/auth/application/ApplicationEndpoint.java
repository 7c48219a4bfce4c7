package dev.parley.auth.application;

import static dev.parley.api.InvalidInput.required;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.parley.api.CommandRefused;
import dev.parley.api.InvalidInput;
import dev.parley.api.Reason;
import dev.parley.api.people.Role;
import dev.parley.api.people.UserId;
import dev.parley.api.session.Claims;
import dev.parley.auth.application.Application.State;
import dev.parley.auth.application.Applications.Registered;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/applications}: applications of third parties, for their owners and for administrators. */
@RestController
@RequestMapping("/api/v1/applications")
final class ApplicationEndpoint {

    private static final int PAGE = 100;

    private final Applications applications;

    ApplicationEndpoint(Applications applications) {
        this.applications = applications;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ApplicationView register(@RequestBody Described body, @AuthenticationPrincipal Jwt token) {
        Registered registered = applications.register(person(token), authority(token), body);
        return ApplicationView.of(registered.application(), registered.secret());
    }

    /** The caller's own; with {@code owner=anybody}, for administrators, a page of all there are. */
    @GetMapping
    Page list(
            @RequestParam @Nullable String owner,
            @RequestParam @Nullable String cursor,
            @AuthenticationPrincipal Jwt token) {
        UserId person = person(token);
        if (owner == null) {
            return new Page(
                    applications.of(person).stream().map(ApplicationView::of).toList(), null);
        }
        if (!owner.equals("anybody")) {
            throw new InvalidInput("owner", "The parameter owner is anybody, or left out.");
        }
        if (authority(token) != Authority.ADMINISTRATOR) {
            throw new CommandRefused(Reason.NOT_ALLOWED, "Only an administrator sees everybody's applications.");
        }
        List<Application> page = applications.all(Optional.ofNullable(cursor).map(id -> id("cursor", id)), PAGE);
        return new Page(
                page.stream().map(ApplicationView::of).toList(),
                page.size() < PAGE ? null : page.getLast().clientId());
    }

    @GetMapping("/{id}")
    ApplicationView get(@PathVariable String id, @AuthenticationPrincipal Jwt token) {
        return ApplicationView.of(applications.get(id(id), person(token), authority(token)));
    }

    @PatchMapping("/{id}")
    ApplicationView change(@PathVariable String id, @RequestBody Change body, @AuthenticationPrincipal Jwt token) {
        return ApplicationView.of(
                applications.change(id(id), person(token), authority(token), body.described(), state(body.state())));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable String id, @AuthenticationPrincipal Jwt token) {
        applications.remove(id(id), person(token), authority(token));
    }

    @PostMapping("/{id}/secrets")
    @ResponseStatus(HttpStatus.CREATED)
    NewSecret addSecret(
            @PathVariable String id,
            @RequestBody(required = false) @Nullable SecretWish body,
            @AuthenticationPrincipal Jwt token) {
        Instant expiresAt = body == null ? null : body.expiresAt();
        return applications.addSecret(id(id), person(token), authority(token), expiresAt);
    }

    @GetMapping("/{id}/secrets")
    SecretList secrets(@PathVariable String id, @AuthenticationPrincipal Jwt token) {
        return new SecretList(applications.secrets(id(id), person(token), authority(token)));
    }

    @DeleteMapping("/{id}/secrets/{secret}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void removeSecret(@PathVariable String id, @PathVariable String secret, @AuthenticationPrincipal Jwt token) {
        applications.removeSecret(id(id), id(secret), person(token), authority(token));
    }

    record Change(
            @JsonUnwrapped Described described, @Nullable String state) {}

    record SecretWish(@Nullable Instant expiresAt) {}

    record Page(List<ApplicationView> items, @Nullable String nextCursor) {}

    record SecretList(List<ApplicationSecret> items) {}

    private static UserId person(Jwt token) {
        return UserId.of(required("sub", token.getSubject()));
    }

    private static Authority authority(Jwt token) {
        List<String> roles = token.getClaimAsStringList(Claims.ROLES);
        return roles != null && roles.contains(Role.ADMINISTRATOR.wireName())
                ? Authority.ADMINISTRATOR
                : Authority.OWNER;
    }

    private static @Nullable State state(@Nullable String wireName) {
        return wireName == null
                ? null
                : Arrays.stream(State.values())
                        .filter(state -> state.wireName().equals(wireName))
                        .findFirst()
                        .orElseThrow(() -> new InvalidInput("state", "An application is active or suspended."));
    }

    /** What is no id at all is as unknown as one that nobody has. */
    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new CommandRefused(Reason.NOT_FOUND, "There is nothing of this id.");
        }
    }

    private static UUID id(String field, String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidInput(field, "The parameter " + field + " comes from the page before.");
        }
    }
}
