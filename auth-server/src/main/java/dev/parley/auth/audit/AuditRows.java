package dev.parley.auth.audit;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** The entries in the database. All of it runs in the caller's transaction, if there is one. */
@Repository
final class AuditRows {

    static final String COLUMNS =
            "id, noted_at, kind, actor, subject, client, session_id, address, trace, details, number, hash";
    private static final String INSERT =
            "insert into audit_entry (" + COLUMNS + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private final JdbcTemplate jdbc;

    AuditRows(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void add(AuditRow row) {
        jdbc.update(INSERT, statement -> fill(statement, row, null));
    }

    void add(List<Linked> rows) {
        jdbc.batchUpdate(INSERT, rows, rows.size(), (statement, each) -> fill(statement, each.row(), each.link()));
    }

    /** Entries that have no place in the chain yet, oldest first. */
    List<AuditRow> unlinked(int limit) {
        return jdbc.query(
                "select " + COLUMNS + " from audit_entry where number is null order by id fetch first ? rows only",
                AuditRows::row,
                limit);
    }

    void link(List<Linked> rows) {
        jdbc.batchUpdate(
                "update audit_entry set number = ?, hash = ? where id = ?", rows, rows.size(), (statement, each) -> {
                    statement.setLong(1, each.link().number());
                    statement.setString(2, each.link().hash());
                    statement.setObject(3, each.row().id());
                });
    }

    /** The end of the chain, which nobody else moves until the transaction ends. */
    AuditLink lockEnd() {
        return link("select number, hash from audit_chain where id = 'end' for update");
    }

    /** The newest link. */
    AuditLink end() {
        return link("select number, hash from audit_chain where id = 'end'");
    }

    /** The link before the oldest entry that is kept. */
    AuditLink start() {
        return link("select number, hash from audit_chain where id = 'start'");
    }

    void moveEnd(AuditLink end) {
        jdbc.update("update audit_chain set number = ?, hash = ? where id = 'end'", end.number(), end.hash());
    }

    /** Removes the oldest part of the chain, up to and with this link. */
    void removeUpTo(AuditLink last) {
        jdbc.update("update audit_chain set number = ?, hash = ? where id = 'start'", last.number(), last.hash());
        jdbc.update("delete from audit_entry where number <= ?", last.number());
    }

    /** The linked entries after this number, in the order of the chain. */
    List<Linked> after(long number, int limit) {
        return jdbc.query(
                "select " + COLUMNS + " from audit_entry where number > ? order by number fetch first ? rows only",
                (row, index) ->
                        new Linked(row(row, index), new AuditLink(row.getLong("number"), row.getString("hash"))),
                number,
                limit);
    }

    private AuditLink link(String sql) {
        return jdbc.query(sql, (row, index) -> new AuditLink(row.getLong("number"), row.getString("hash")))
                .getFirst();
    }

    static AuditRow row(ResultSet row, int number) throws SQLException {
        return new AuditRow(
                row.getObject("id", UUID.class),
                row.getObject("noted_at", OffsetDateTime.class).toInstant(),
                row.getString("kind"),
                row.getObject("actor", UUID.class),
                row.getObject("subject", UUID.class),
                row.getString("client"),
                row.getString("session_id"),
                row.getString("address"),
                row.getString("trace"),
                row.getString("details"));
    }

    static OffsetDateTime utc(Instant time) {
        return OffsetDateTime.ofInstant(time, ZoneOffset.UTC);
    }

    private static void fill(PreparedStatement statement, AuditRow row, @Nullable AuditLink link) throws SQLException {
        statement.setObject(1, row.id());
        statement.setObject(2, utc(row.at()));
        statement.setString(3, row.kind());
        statement.setObject(4, row.actor());
        statement.setObject(5, row.subject());
        statement.setString(6, row.client());
        statement.setString(7, row.session());
        statement.setString(8, row.address());
        statement.setString(9, row.trace());
        statement.setString(10, row.details());
        if (link == null) {
            statement.setNull(11, Types.BIGINT);
            statement.setNull(12, Types.VARCHAR);
        } else {
            statement.setLong(11, link.number());
            statement.setString(12, link.hash());
        }
    }

    record Linked(AuditRow row, AuditLink link) {}
}
