package dev.parley.auth.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import dev.parley.auth.failure.CannotStart;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.migration.JavaMigration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Built by hand, because a process that holds more than this server has other data sources and other migrations on its class path. */
@Configuration(proxyBeanMethods = false)
class StoreConfiguration {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Bean(destroyMethod = "close")
    HikariDataSource identityStore(DatabaseSettings settings, List<JavaMigration> migrations) {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("parley-identity");
        pool.setJdbcUrl(settings.databaseUrl());
        pool.setUsername(settings.databaseUsername());
        pool.setPassword(settings.databasePassword());
        pool.setMaximumPoolSize(settings.databaseConnections());
        pool.setMinimumIdle(1);
        pool.setConnectionTimeout(PATIENCE.toMillis());
        HikariDataSource store = open(pool, settings);
        migrate(store, settings, migrations);
        return store;
    }

    @Bean
    JdbcTemplate identityTemplate(DataSource identityStore) {
        return new JdbcTemplate(identityStore);
    }

    @Bean
    JdbcClient identityClient(JdbcTemplate identityTemplate) {
        return JdbcClient.create(identityTemplate);
    }

    @Bean
    PlatformTransactionManager identityTransactionManager(DataSource identityStore) {
        return new JdbcTransactionManager(identityStore);
    }

    @Bean
    TransactionTemplate identityTransactions(PlatformTransactionManager identityTransactionManager) {
        return new TransactionTemplate(identityTransactionManager);
    }

    private static HikariDataSource open(HikariConfig pool, DatabaseSettings settings) {
        try {
            return new HikariDataSource(pool);
        } catch (PoolInitializationException e) {
            throw new CannotStart(
                    "The identity store at " + settings.address() + " cannot be opened: "
                            + rootOf(e).getMessage(),
                    e);
        }
    }

    private static void migrate(HikariDataSource store, DatabaseSettings settings, List<JavaMigration> migrations) {
        try {
            Flyway.configure()
                    .dataSource(store)
                    .locations("classpath:db/identity")
                    .javaMigrations(migrations.toArray(JavaMigration[]::new))
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            store.close();
            throw new CannotStart(
                    "The identity store at " + settings.address() + " cannot be brought up to date: " + e.getMessage(),
                    e);
        }
    }

    private static Throwable rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
