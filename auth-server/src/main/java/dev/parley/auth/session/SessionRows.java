package dev.parley.auth.session;

import dev.parley.api.people.UserId;
import dev.parley.api.session.DeviceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which device has which session. All of it runs in the caller's transaction. */
@Repository
final class SessionRows {

    private final JdbcClient jdbc;

    SessionRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Makes everybody else who changes this person's set of sessions wait until the transaction ends. */
    void lockAllOf(UserId user) {
        jdbc.sql("select id from account where id = :account for update")
                .param("account", user.value())
                .query()
                .listOfRows();
    }

    /** Whether the session is there; if so, everybody else who uses it waits until the transaction ends. */
    boolean lock(String session) {
        return jdbc.sql("select id from device_session where id = :id for update")
                .param("id", session)
                .query(String.class)
                .optional()
                .isPresent();
    }

    void add(String session, UserId user, Device device, Instant now) {
        jdbc.sql("""
                insert into device_session (id, account, device, device_name, platform, opened_at, used_at)
                values (:id, :account, :device, :name, :platform, :now, :now)
                """)
                .param("id", session)
                .param("account", user.value())
                .param("device", device.id().value())
                .param("name", device.name())
                .param("platform", device.platform())
                .param("now", utc(now))
                .update();
    }

    void used(String session, Instant now) {
        jdbc.sql("update device_session set used_at = :now where id = :id")
                .param("now", utc(now))
                .param("id", session)
                .update();
    }

    List<String> of(UserId user, DeviceId device) {
        return jdbc.sql("select id from device_session where account = :account and device = :device")
                .param("account", user.value())
                .param("device", device.value())
                .query(SessionRows::id)
                .list();
    }

    /** The person's sessions beyond the {@code kept} most recently used ones. */
    List<String> oldest(UserId user, int kept) {
        return jdbc.sql("""
                select id from device_session where account = :account
                order by used_at desc, id offset :kept rows
                """)
                .param("account", user.value())
                .param("kept", kept)
                .query(SessionRows::id)
                .list();
    }

    void remove(String session) {
        jdbc.sql("delete from device_session where id = :id")
                .param("id", session)
                .update();
    }

    private static String id(ResultSet row, int number) throws SQLException {
        return row.getString("id");
    }

    private static OffsetDateTime utc(Instant time) {
        return OffsetDateTime.ofInstant(time, ZoneOffset.UTC);
    }
}
