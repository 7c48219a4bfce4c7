package dev.parley.auth.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.parley.auth.audit.AuditRows.Linked;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the audit trail. */
@Component
final class AuditTrail {

    private static final int BATCH = 1_000;

    private final JdbcClient jdbc;
    private final AuditRows rows;

    AuditTrail(JdbcClient jdbc, AuditRows rows) {
        this.jdbc = jdbc;
        this.rows = rows;
    }

    Page page(Wanted wanted) {
        StringBuilder sql = new StringBuilder("select " + AuditRows.COLUMNS + " from audit_entry where true");
        sql.append(wanted.kind() == null ? "" : " and kind = :kind");
        sql.append(wanted.user() == null ? "" : " and (actor = :user or subject = :user)");
        sql.append(wanted.from() == null ? "" : " and noted_at >= :from");
        sql.append(wanted.to() == null ? "" : " and noted_at < :to");
        sql.append(wanted.before() == null ? "" : " and id < :before");
        sql.append(" order by id desc fetch first :rows rows only");
        List<Shown> found = jdbc.sql(sql.toString())
                .param("kind", wanted.kind() == null ? null : wanted.kind().name())
                .param("user", wanted.user())
                .param("from", wanted.from() == null ? null : AuditRows.utc(wanted.from()))
                .param("to", wanted.to() == null ? null : AuditRows.utc(wanted.to()))
                .param("before", wanted.before())
                .param("rows", wanted.limit() + 1)
                .query(AuditTrail::shown)
                .list();
        boolean more = found.size() > wanted.limit();
        List<Shown> items = more ? found.subList(0, wanted.limit()) : found;
        return new Page(items, more ? items.getLast().id() : null);
    }

    /** Walks the chain from its oldest entry that is still kept. What was noted in the last second may not be part of it yet. */
    Chain check() {
        AuditLink end = rows.end();
        AuditLink link = rows.start();
        long entries = 0;
        List<Linked> some;
        do {
            some = rows.after(link.number(), BATCH);
            for (Linked each : some) {
                AuditLink next = link.next(each.row());
                boolean isEnd = next.number() == end.number();
                if (!next.equals(each.link()) || (isEnd && !next.equals(end))) {
                    return new Chain(false, entries, link, next.number());
                }
                link = next;
                entries++;
            }
        } while (some.size() == BATCH);
        boolean complete = link.number() >= end.number();
        return new Chain(complete, entries, link, complete ? null : link.number() + 1);
    }

    private static Shown shown(ResultSet row, int number) throws SQLException {
        AuditRow kept = AuditRows.row(row, number);
        return new Shown(
                kept.id(),
                kept.at(),
                kept.kind(),
                kept.actor(),
                kept.subject(),
                kept.client(),
                kept.session(),
                kept.address(),
                kept.trace(),
                kept.details());
    }

    /**
     * What to look for; null = anything.
     *
     * @param user who did it, or whom it happened to
     * @param to not included
     * @param before the id of the last entry of the page before
     */
    record Wanted(
            @Nullable AuditKind kind,
            @Nullable UUID user,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable UUID before,
            int limit) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Page(List<Shown> items, @Nullable UUID next) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Shown(
            UUID id,
            Instant at,
            String kind,
            @Nullable UUID actor,
            @Nullable UUID subject,
            @Nullable String client,
            @Nullable String session,
            @Nullable String address,
            @Nullable String trace,
            @JsonRawValue String details) {}

    /**
     * Whether the chain hangs together.
     *
     * @param newest its last link that is sound, to be kept where nobody of this installation can write
     * @param brokenAt the number of the first entry that is missing, changed or out of place; null when it is whole
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Chain(
            boolean intact,
            long entries,
            AuditLink newest,
            @Nullable Long brokenAt) {}
}
