package dev.parley.auth;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The database behind a house: a file of H2, or one of a real PostgreSQL when the build asks for it. */
public final class IdentityStore {

    private static final boolean POSTGRESQL = "postgresql".equals(System.getProperty("parley.test.identity-store"));

    private static final Map<Path, String> databases = new ConcurrentHashMap<>();

    private IdentityStore() {}

    /** The same folder has the same database for as long as the tests run. */
    static Map<String, Object> in(Path folder) {
        return POSTGRESQL
                ? Map.of(
                        "parley.auth.database-url",
                        databases.computeIfAbsent(folder, house -> Server.newDatabase()),
                        "parley.auth.database-username",
                        "postgres",
                        "parley.auth.database-connections",
                        "6")
                : Map.of("parley.auth.database-url", h2(folder));
    }

    /** For a look into it past the server. */
    public static DataSource open(Path folder) {
        Map<String, Object> settings = in(folder);
        return new DriverManagerDataSource(
                settings.get("parley.auth.database-url").toString(),
                settings.getOrDefault("parley.auth.database-username", "parley").toString(),
                "");
    }

    private static String h2(Path folder) {
        return "jdbc:h2:file:" + folder.resolve("accounts") + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
    }

    /** Starts when it is first asked for, and ends with the tests. */
    private static final class Server {

        private static final EmbeddedPostgres RUNNING = start();

        private static EmbeddedPostgres start() {
            assumeTrue(
                    System.getProperty("os.name").equals("Linux")
                            && System.getProperty("os.arch").equals("amd64"),
                    "The PostgreSQL for tests is for Linux on amd64 alone.");
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "400")
                        .start();
            } catch (IOException e) {
                throw new AssertionError("PostgreSQL does not start", e);
            }
        }

        static String newDatabase() {
            String name = "parley_" + UUID.randomUUID().toString().replace("-", "");
            try (Connection connection = RUNNING.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("create database " + name);
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
            return RUNNING.getJdbcUrl("postgres", name);
        }
    }
}
