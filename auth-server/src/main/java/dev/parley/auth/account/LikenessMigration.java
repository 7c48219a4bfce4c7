package dev.parley.auth.account;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Says of the accounts from before how their names look. Where two look alike, the older one has the likeness; the younger one keeps
 * its name, which nobody may take from people, and a likeness of nothing.
 */
@Component
final class LikenessMigration implements JavaMigration {

    private static final Logger log = LoggerFactory.getLogger(LikenessMigration.class);

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("3.1");
    }

    @Override
    public String getDescription() {
        return "likeness of names";
    }

    @Override
    public @Nullable Integer getChecksum() {
        return null;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }

    @Override
    public void migrate(Context context) throws SQLException {
        Connection connection = context.getConnection();
        fill(connection);
        try (Statement statement = connection.createStatement()) {
            statement.execute("alter table account alter column username_likeness set not null");
            statement.execute("alter table account alter column email_likeness set not null");
            statement.execute(
                    "alter table account add constraint account_username_likeness_unique unique (username_likeness)");
            statement.execute(
                    "alter table account add constraint account_email_likeness_unique unique (email_likeness)");
        }
    }

    private static void fill(Connection connection) throws SQLException {
        Set<String> usernames = new HashSet<>();
        Set<String> emails = new HashSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet accounts =
                        statement.executeQuery("select id, username, email from account order by created_at, id");
                PreparedStatement update = connection.prepareStatement(
                        "update account set username_likeness = ?, email_key = ?, email_likeness = ? where id = ?")) {
            while (accounts.next()) {
                Object id = accounts.getObject("id");
                String key = EmailAddress.keyOf(accounts.getString("email"));
                update.setString(1, first(usernames, Likeness.ofUsername(accounts.getString("username")), id));
                update.setString(2, key);
                update.setString(3, first(emails, Likeness.ofEmail(key), id));
                update.setObject(4, id);
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    private static String first(Set<String> likenesses, String likeness, Object id) {
        if (likenesses.add(likeness)) {
            return likeness;
        }
        log.warn("The account {} has a name or an address that looks like that of an older one.", id);
        return ":" + id;
    }
}
