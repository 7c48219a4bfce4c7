package dev.parley.eventstore.jdbc;

import dev.parley.eventstore.EventStorage;
import dev.parley.eventstore.EventStorageContract;
import dev.parley.eventstore.StorageSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;

/** On a real server, of which each test has a database of its own. Skipped where the server's program does not run. */
class PostgresEventStorageTest extends EventStorageContract {

    private static EmbeddedPostgres server;

    private final String database = "events_" + UUID.randomUUID().toString().replace("-", "");
    private boolean made;

    @BeforeAll
    static void start() {
        try {
            server = EmbeddedPostgres.start();
        } catch (IOException | RuntimeException e) {
            Assumptions.abort("PostgreSQL does not run here: " + e);
        }
    }

    @AfterAll
    static void stop() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    @Override
    protected EventStorage open(StorageSettings settings) {
        if (!made) {
            make();
            made = true;
        }
        return JdbcEventStorage.open(server.getJdbcUrl("postgres", database), settings);
    }

    private void make() {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + database);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
