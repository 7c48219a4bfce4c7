package dev.parley.auth.audit;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.parley.api.CommandRefused;
import dev.parley.api.people.UserId;
import dev.parley.auth.web.Trace;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps the audit trail. An entry is durable when {@link #note} returns, or with the caller's transaction when there is one: what was
 * done and that it was noted are true together. Only the frequent kinds ({@link AuditKind#TOKEN_ISSUED}, {@link AuditKind#TOKEN_REFUSED})
 * are written many at a time, because a commit for each would be what limits how many tokens there are. Of those a process that is
 * killed loses what it noted in the last 100 ms, or, while the store is slower than they come, what waits for it: never more than
 * {@code parley.auth.audit.queue} entries. One that stops loses none.
 */
@Component
public final class Audit {

    private final AuditRows rows;
    private final AuditWriter writer;
    private final JsonMapper json;
    private final Clock clock;
    private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();

    Audit(AuditRows rows, AuditWriter writer, JsonMapper json, Clock clock) {
        this.rows = rows;
        this.writer = writer;
        this.json = json;
        this.clock = clock;
    }

    /** @throws CommandRefused UNAVAILABLE when the store has not taken entries for so long that no more can wait; nothing is dropped */
    public void note(AuditEntry entry) {
        AuditRow row = row(entry);
        if (entry.kind().isFrequent()) {
            writer.add(row);
        } else {
            rows.add(row);
        }
    }

    private AuditRow row(AuditEntry entry) {
        HttpServletRequest request =
                RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                        ? attributes.getRequest()
                        : null;
        return new AuditRow(
                ids.generate(),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                entry.kind().name(),
                uuid(entry.actor()),
                uuid(entry.subject()),
                entry.client(),
                entry.session(),
                request == null ? null : request.getRemoteAddr(),
                request == null ? null : Trace.of(request),
                json.writeValueAsString(new TreeMap<>(entry.details())));
    }

    private static @Nullable UUID uuid(@Nullable UserId person) {
        return person == null ? null : person.value();
    }
}
