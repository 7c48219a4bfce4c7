package dev.parley.auth.session;

import dev.parley.api.people.UserId;
import dev.parley.api.session.DeviceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
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

    boolean isActive(UserId user) {
        return jdbc.sql("select 1 from account where id = :account and state = 'ACTIVE'")
                .param("account", user.value())
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /** Whether the session is there; if so, everybody else who uses it waits until the transaction ends. */
    boolean lock(String session) {
        return jdbc.sql("select id from device_session where id = :id for update")
                .param("id", session)
                .query(String.class)
                .optional()
                .isPresent();
    }

    void add(String session, UserId user, Device device, String address, Instant now) {
        jdbc.sql("""
                insert into device_session (id, account, device, device_name, platform, address, opened_at, used_at)
                values (:id, :account, :device, :name, :platform, :address, :now, :now)
                """)
                .param("id", session)
                .param("account", user.value())
                .param("device", device.id().value())
                .param("name", device.name())
                .param("platform", device.platform())
                .param("address", address)
                .param("now", utc(now))
                .update();
    }

    void used(String session, String address, Instant now) {
        jdbc.sql("update device_session set used_at = :now, address = :address where id = :id")
                .param("address", address)
                .param("now", utc(now))
                .param("id", session)
                .update();
    }

    /** Those used last come first. */
    List<DeviceView> of(UserId user, String current) {
        return jdbc.sql("""
                select id, device, device_name, platform, address, opened_at, used_at from device_session
                where account = :account order by used_at desc, id
                """)
                .param("account", user.value())
                .query((row, number) -> new DeviceView(
                        new DeviceId(row.getObject("device", UUID.class)),
                        row.getString("device_name"),
                        row.getString("platform"),
                        row.getString("address"),
                        time(row, "opened_at"),
                        time(row, "used_at"),
                        row.getString("id").equals(current)))
                .list();
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

    /** With whatever authorizations of theirs there are besides. */
    void removeAllOf(UserId user) {
        jdbc.sql("delete from device_session where account = :account")
                .param("account", user.value())
                .update();
        jdbc.sql("delete from oauth2_authorization where principal_name = :name")
                .param("name", user.toString())
                .update();
    }

    private static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static String id(ResultSet row, int number) throws SQLException {
        return row.getString("id");
    }

    private static OffsetDateTime utc(Instant time) {
        return OffsetDateTime.ofInstant(time, ZoneOffset.UTC);
    }
}
