package dev.parley.auth.application;

import dev.parley.api.people.UserId;
import dev.parley.auth.application.Application.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Applications in the identity store. */
@Repository
final class ApplicationRows {

    private static final String SELECT =
            "select id, owner, state, registration, created_at, changed_at, void_before from application ";

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final RecentApplications recent;

    ApplicationRows(JdbcClient jdbc, JsonMapper json, RecentApplications recent) {
        this.jdbc = jdbc;
        this.json = json;
        this.recent = recent;
    }

    /** Makes everybody else who registers for this person wait until the transaction ends, and counts what there is. */
    int lockAndCount(UserId owner) {
        jdbc.sql("select id from account where id = :owner for update")
                .param("owner", owner.value())
                .query()
                .listOfRows();
        return jdbc.sql("select count(*) from application where owner = :owner")
                .param("owner", owner.value())
                .query(Integer.class)
                .single();
    }

    void add(Application application) {
        jdbc.sql("""
                insert into application (id, owner, state, registration, created_at, changed_at)
                values (:id, :owner, :state, :registration, :createdAt, :changedAt)
                """)
                .param("id", application.id())
                .param("owner", application.owner().value())
                .param("state", application.state().name())
                .param("registration", json.writeValueAsString(application.registration()))
                .param("createdAt", utc(application.createdAt()))
                .param("changedAt", utc(application.changedAt()))
                .update();
    }

    void change(Application application) {
        jdbc.sql("""
                update application set state = :state, registration = :registration, changed_at = :changedAt where id = :id
                """)
                .param("id", application.id())
                .param("state", application.state().name())
                .param("registration", json.writeValueAsString(application.registration()))
                .param("changedAt", utc(application.changedAt()))
                .update();
        recent.changed(application.id());
    }

    /** From now on what was issued to it before is worth nothing. */
    void voidBefore(UUID id, Instant now) {
        jdbc.sql("update application set void_before = :now where id = :id")
                .param("now", utc(now))
                .param("id", id)
                .update();
        recent.changed(id);
    }

    void remove(UUID id) {
        jdbc.sql("delete from application where id = :id").param("id", id).update();
        recent.changed(id);
    }

    Optional<Application> byId(UUID id) {
        return jdbc.sql(SELECT + "where id = :id")
                .param("id", id)
                .query(this::application)
                .optional();
    }

    /** The application, if its owner may do anything. */
    Optional<Application> ofGoodStanding(UUID id) {
        return jdbc.sql(SELECT + """
                where id = :id and state = 'ACTIVE'
                and exists (select 1 from account where account.id = application.owner and account.state = 'ACTIVE')
                """).param("id", id).query(this::application).optional();
    }

    /** As {@link #byId}; everybody else who wants to change it waits until the transaction ends. */
    Optional<Application> lock(UUID id) {
        return jdbc.sql(SELECT + "where id = :id for update")
                .param("id", id)
                .query(this::application)
                .optional();
    }

    List<Application> of(UserId owner) {
        return jdbc.sql(SELECT + "where owner = :owner order by id")
                .param("owner", owner.value())
                .query(this::application)
                .list();
    }

    /** Up to {@code limit} of all there are, by id, after the given one. */
    List<Application> after(UUID after, int limit) {
        return jdbc.sql(SELECT + "where id > :after order by id fetch first :limit rows only")
                .param("after", after)
                .param("limit", limit)
                .query(this::application)
                .list();
    }

    private Application application(ResultSet row, int number) throws SQLException {
        return new Application(
                row.getObject("id", UUID.class),
                new UserId(row.getObject("owner", UUID.class)),
                State.valueOf(row.getString("state")),
                json.readValue(row.getString("registration"), Registration.class),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("changed_at", OffsetDateTime.class).toInstant(),
                SecretRows.instant(row.getObject("void_before", OffsetDateTime.class)));
    }

    static OffsetDateTime utc(Instant time) {
        return OffsetDateTime.ofInstant(time, ZoneOffset.UTC);
    }
}
