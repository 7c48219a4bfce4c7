package dev.parley.auth.admin;

import static dev.parley.api.InvalidInput.required;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.api.CommandRefused;
import dev.parley.api.InvalidInput;
import dev.parley.api.Reason;
import dev.parley.api.people.Role;
import dev.parley.api.people.UserId;
import dev.parley.api.permission.Permission;
import dev.parley.auth.account.AccountState;
import dev.parley.auth.admin.Directory.Entry;
import dev.parley.auth.admin.Directory.Search;
import dev.parley.auth.web.Needs;
import dev.parley.auth.web.Trace;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/admin/users}: the accounts of others, for administrators and, as far as it goes, moderators. */
@RestController
@RequestMapping("/api/v1/admin/users")
class UsersEndpoint {

    private static final int USUAL_LIMIT = 50;
    private static final int MAX_LIMIT = 200;
    private static final int MAX_QUERY = 64;

    private final Directory directory;
    private final Administration administration;

    UsersEndpoint(Directory directory, Administration administration) {
        this.directory = directory;
        this.administration = administration;
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Page(List<Entry> items, @Nullable String next) {}

    record NewRoles(@Nullable List<@Nullable String> roles) {}

    @GetMapping
    @Needs(Permission.FIND_ACCOUNTS)
    Page find(
            @RequestParam(required = false) @Nullable String query,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String role,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor,
            @AuthenticationPrincipal Jwt caller) {
        int most = limit(limit);
        Search search = new Search(
                text(query),
                read(
                        "state",
                        state,
                        text -> AccountState.valueOf(text.toUpperCase(Locale.ROOT)),
                        "The states are active, suspended, erased."),
                read("role", role, Role::of, "The roles are user, moderator, administrator, analyst."),
                read("cursor", cursor, UserId::of, "Not a cursor of ours; take it from the page before as it is."),
                most + 1);
        List<Entry> found = directory.find(search, Officer.of(caller));
        return found.size() <= most
                ? new Page(found, null)
                : new Page(found.subList(0, most), found.get(most - 1).user().toString());
    }

    @GetMapping("/{user}")
    @Needs(Permission.FIND_ACCOUNTS)
    Entry one(@PathVariable String user, @AuthenticationPrincipal Jwt caller) {
        return directory.one(existing(user), Officer.of(caller));
    }

    @PostMapping("/{user}/suspend")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs(Permission.SUSPEND_ACCOUNT)
    void suspend(
            @PathVariable String user,
            @AuthenticationPrincipal Jwt caller,
            @RequestAttribute(Trace.ATTRIBUTE) String trace) {
        administration.suspend(existing(user), Officer.of(caller), trace);
    }

    @PostMapping("/{user}/reinstate")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs(Permission.REINSTATE_ACCOUNT)
    void reinstate(
            @PathVariable String user,
            @AuthenticationPrincipal Jwt caller,
            @RequestAttribute(Trace.ATTRIBUTE) String trace) {
        administration.reinstate(existing(user), Officer.of(caller), trace);
    }

    @DeleteMapping("/{user}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs(Permission.ERASE_ACCOUNT)
    void erase(
            @PathVariable String user,
            @AuthenticationPrincipal Jwt caller,
            @RequestAttribute(Trace.ATTRIBUTE) String trace) {
        administration.erase(existing(user), Officer.of(caller), trace);
    }

    /** Signs somebody out everywhere; they may sign in again. */
    @DeleteMapping("/{user}/sessions")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Needs(Permission.END_SESSIONS)
    void signOut(@PathVariable String user, @AuthenticationPrincipal Jwt caller) {
        administration.signOut(existing(user), Officer.of(caller));
    }

    @PutMapping("/{user}/roles")
    @Needs(Permission.CHANGE_ROLES)
    Entry changeRoles(@PathVariable String user, @RequestBody NewRoles body, @AuthenticationPrincipal Jwt caller) {
        UserId whom = existing(user);
        Officer by = Officer.of(caller);
        administration.changeRoles(whom, wanted(body), by);
        return directory.one(whom, by);
    }

    private static Set<Role> wanted(NewRoles body) {
        Set<Role> roles = EnumSet.of(Role.USER);
        for (String role : required("roles", body.roles())) {
            roles.add(Role.of(required("roles", role)));
        }
        return roles;
    }

    /** An id that cannot be one is unknown like any other. */
    private static UserId existing(String user) {
        try {
            return UserId.of(user);
        } catch (InvalidInput noId) {
            throw new CommandRefused(Reason.NOT_FOUND, "There is no such account.");
        }
    }

    private static @Nullable String text(@Nullable String query) {
        if (query != null && query.codePointCount(0, query.length()) > MAX_QUERY) {
            throw new InvalidInput("query", "A query has at most " + MAX_QUERY + " characters.");
        }
        return query == null || query.isBlank() ? null : query.strip();
    }

    private static int limit(@Nullable String text) {
        String rule = "A limit is a number from 1 to " + MAX_LIMIT + ".";
        Integer limit = read("limit", text, Integer::valueOf, rule);
        if (limit != null && (limit < 1 || limit > MAX_LIMIT)) {
            throw new InvalidInput("limit", rule);
        }
        return limit == null ? USUAL_LIMIT : limit;
    }

    private static <T> @Nullable T read(String field, @Nullable String text, Function<String, T> reader, String rule) {
        try {
            return text == null ? null : reader.apply(text);
        } catch (IllegalArgumentException | InvalidInput unreadable) {
            throw new InvalidInput(field, rule);
        }
    }
}
