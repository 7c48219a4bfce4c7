package dev.parley.auth.audit;

import dev.parley.api.people.UserId;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the audit trail. Time, address and trace are added where it is noted.
 *
 * @param actor who did it; null = nobody who is known
 * @param subject whom it happened to; null = nobody in particular
 * @param client the application that it came through; null = Parley itself
 * @param details what else there is to know, never a secret
 */
public record AuditEntry(
        AuditKind kind,
        @Nullable UserId actor,
        @Nullable UserId subject,
        @Nullable String client,
        Map<String, String> details) {

    public AuditEntry {
        details = Map.copyOf(details);
    }

    public static AuditEntry of(AuditKind kind) {
        return new AuditEntry(kind, null, null, null, Map.of());
    }

    /** Somebody did it to themselves. */
    public AuditEntry by(UserId person) {
        return new AuditEntry(kind, person, person, client, details);
    }

    public AuditEntry by(UserId person, UserId toWhom) {
        return new AuditEntry(kind, person, toWhom, client, details);
    }

    public AuditEntry to(UserId whom) {
        return new AuditEntry(kind, actor, whom, client, details);
    }

    public AuditEntry through(@Nullable String application) {
        return new AuditEntry(kind, actor, subject, application, details);
    }

    public AuditEntry with(String name, String value) {
        Map<String, String> more = new TreeMap<>(details);
        more.put(name, value);
        return new AuditEntry(kind, actor, subject, client, more);
    }
}
