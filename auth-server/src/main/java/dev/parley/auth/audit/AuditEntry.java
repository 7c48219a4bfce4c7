package dev.parley.auth.audit;

import dev.parley.api.people.UserId;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the audit trail. Time, address and trace are added where it is noted. Passwords and tokens are types of their own that
 * do not turn into text, so they do not get in here by mistake.
 *
 * @param actor who did it; null = nobody who is known
 * @param subject whom it happened to; null = nobody in particular
 * @param client the application that it came through; null = Parley itself
 * @param session the session (claim {@code sid}) that it concerns; null = none
 * @param details what else there is to know, never a secret: at most 16, each cut at 200 characters
 */
public record AuditEntry(
        AuditKind kind,
        @Nullable UserId actor,
        @Nullable UserId subject,
        @Nullable String client,
        @Nullable String session,
        Map<String, String> details) {

    private static final int MAX_DETAILS = 16;
    private static final int MAX_TEXT = 200;
    private static final int MAX_ID = 100;

    /** What not every database stores, or what makes one line look like two. */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cs}\\u2028\\u2029]");

    public AuditEntry {
        client = client == null ? null : printable(client, MAX_ID);
        session = session == null ? null : printable(session, MAX_ID);
        if (details.size() > MAX_DETAILS) {
            throw new IllegalArgumentException("An audit entry has at most " + MAX_DETAILS + " details.");
        }
        Map<String, String> sorted = new TreeMap<>();
        details.forEach((name, value) -> sorted.put(printable(name, MAX_ID), printable(value, MAX_TEXT)));
        details = Map.copyOf(sorted);
    }

    public static AuditEntry of(AuditKind kind) {
        return new AuditEntry(kind, null, null, null, null, Map.of());
    }

    /** Somebody did it to themselves. */
    public AuditEntry by(UserId person) {
        return by(person, person);
    }

    public AuditEntry by(UserId person, UserId toWhom) {
        return new AuditEntry(kind, person, toWhom, client, session, details);
    }

    public AuditEntry to(UserId whom) {
        return new AuditEntry(kind, actor, whom, client, session, details);
    }

    public AuditEntry through(@Nullable String application) {
        return new AuditEntry(kind, actor, subject, application, session, details);
    }

    public AuditEntry in(@Nullable String sessionId) {
        return new AuditEntry(kind, actor, subject, client, sessionId, details);
    }

    public AuditEntry with(String name, String value) {
        Map<String, String> more = new TreeMap<>(details);
        more.put(name, value);
        return new AuditEntry(kind, actor, subject, client, session, more);
    }

    private static String printable(String text, int max) {
        String cut = text.length() <= max ? text : text.substring(0, max);
        return UNPRINTABLE.matcher(cut).replaceAll("?");
    }
}
