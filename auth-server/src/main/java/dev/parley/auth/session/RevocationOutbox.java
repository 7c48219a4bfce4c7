package dev.parley.auth.session;

import dev.parley.api.session.Revocation;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Revocations that have happened and may not have been told yet. */
@Repository
final class RevocationOutbox {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    RevocationOutbox(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** In the caller's transaction. */
    void add(Revocation revocation) {
        jdbc.sql("insert into revocation (record) values (:record)")
                .param("record", json.writeValueAsString(revocation))
                .update();
    }

    List<Waiting> first(int count) {
        return jdbc.sql("select id, record from revocation order by id fetch first :count rows only")
                .param("count", count)
                .query((row, number) ->
                        new Waiting(row.getLong("id"), json.readValue(row.getString("record"), Revocation.class)))
                .list();
    }

    void remove(List<Waiting> told) {
        jdbc.sql("delete from revocation where id in (:ids)")
                .param("ids", told.stream().map(Waiting::id).toList())
                .update();
    }

    record Waiting(long id, Revocation revocation) {}
}
