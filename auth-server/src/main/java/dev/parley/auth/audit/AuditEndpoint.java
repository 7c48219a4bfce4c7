package dev.parley.auth.audit;

import dev.parley.api.CommandRefused;
import dev.parley.api.InvalidInput;
import dev.parley.api.Reason;
import dev.parley.api.people.Role;
import dev.parley.api.session.Claims;
import dev.parley.auth.audit.AuditTrail.Chain;
import dev.parley.auth.audit.AuditTrail.Page;
import dev.parley.auth.audit.AuditTrail.Wanted;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/admin/audit}: administrators read the trail; nobody writes or removes by a call. */
@RestController
@RequestMapping("/api/v1/admin/audit")
final class AuditEndpoint {

    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 200;

    private final AuditTrail trail;

    AuditEndpoint(AuditTrail trail) {
        this.trail = trail;
    }

    /** Newest first. */
    @GetMapping
    Page read(
            @AuthenticationPrincipal Jwt caller,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String user,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String cursor) {
        requireAdministrator(caller);
        return trail.page(new Wanted(
                parsed("kind", kind, AuditKind::valueOf, "It is a kind of entry, such as SIGNED_IN."),
                parsed("user", user, UUID::fromString, "A user id is a UUID."),
                parsed("from", from, Instant::parse, "A time looks like 2026-01-31T12:00:00Z."),
                parsed("to", to, Instant::parse, "A time looks like 2026-01-31T12:00:00Z."),
                parsed(
                        "cursor",
                        cursor,
                        UUID::fromString,
                        "Not a cursor of ours; take it from the page before as it is."),
                limit(limit)));
    }

    /** Reads the whole chain of entries and says whether it hangs together. */
    @GetMapping("/chain")
    Chain chain(@AuthenticationPrincipal Jwt caller) {
        requireAdministrator(caller);
        return trail.check();
    }

    private static void requireAdministrator(Jwt caller) {
        List<String> roles = caller.getClaimAsStringList(Claims.ROLES);
        if (roles == null || !roles.contains(Role.ADMINISTRATOR.wireName())) {
            throw new CommandRefused(Reason.FORBIDDEN, "Only administrators read the audit trail.");
        }
    }

    private static int limit(@Nullable String text) {
        Integer limit = parsed("limit", text, Integer::valueOf, "A limit is a number from 1 to " + MAX_LIMIT + ".");
        if (limit != null && (limit < 1 || limit > MAX_LIMIT)) {
            throw new InvalidInput("limit", "A limit is a number from 1 to " + MAX_LIMIT + ", not " + limit + ".");
        }
        return limit == null ? DEFAULT_LIMIT : limit;
    }

    private static <T> @Nullable T parsed(
            String field, @Nullable String text, Function<String, T> parser, String rule) {
        try {
            return text == null ? null : parser.apply(text);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new InvalidInput(field, rule);
        }
    }
}
