package dev.parley.eventstore.jdbc;

import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** By which keys events are found again. Takes part in the transaction of the thread that calls. */
final class KeyTable {

    /** Where an event is. */
    record Place(String aggregate, long sequence) {}

    private final JdbcClient sql;

    KeyTable(JdbcClient sql) {
        this.sql = sql;
        sql.sql(
                        "CREATE TABLE IF NOT EXISTS event_keys (event_key VARCHAR(1024) PRIMARY KEY, aggregate VARCHAR(255) NOT NULL,"
                                + " sequence_number BIGINT NOT NULL, appended BIGINT NOT NULL)")
                .update();
        sql.sql("CREATE INDEX IF NOT EXISTS event_keys_appended ON event_keys (appended)")
                .update();
    }

    void put(String key, String aggregate, long sequence, Instant now) {
        Object[] values = {aggregate, sequence, now.toEpochMilli(), key};
        int changed = sql.sql(
                        "UPDATE event_keys SET aggregate = ?, sequence_number = ?, appended = ? WHERE event_key = ?")
                .params(values)
                .update();
        if (changed == 0) {
            sql.sql("INSERT INTO event_keys (aggregate, sequence_number, appended, event_key) VALUES (?, ?, ?, ?)")
                    .params(values)
                    .update();
        }
    }

    Optional<Place> find(String key) {
        return sql.sql("SELECT aggregate, sequence_number FROM event_keys WHERE event_key = ?")
                .param(key)
                .query((row, number) -> new Place(row.getString(1), row.getLong(2)))
                .optional();
    }

    void forget(Instant before) {
        sql.sql("DELETE FROM event_keys WHERE appended < ?")
                .param(before.toEpochMilli())
                .update();
    }
}
