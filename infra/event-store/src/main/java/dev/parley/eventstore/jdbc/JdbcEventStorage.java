package dev.parley.eventstore.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.parley.eventstore.CannotOpenStore;
import dev.parley.eventstore.Decision;
import dev.parley.eventstore.EventStorage;
import dev.parley.eventstore.StorageSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** The event store on a relational database. An append is durable when its transaction is, so a decision is settled when it ends. */
public final class JdbcEventStorage implements EventStorage {

    private static final int CONNECTIONS = 16;

    private final HikariDataSource database;
    private final SpringTransactionManager transactions;
    private final EmbeddedEventStore events;
    private final KeyTable keyTable;
    private final UUID storeId;

    /** @throws CannotOpenStore when the database does not answer or is of a kind that we do not know */
    public static JdbcEventStorage open(String url, StorageSettings settings) {
        HikariDataSource database =
                DataSourceBuilder.create().type(HikariDataSource.class).url(url).build();
        database.setPoolName("event-store");
        database.setMaximumPoolSize(CONNECTIONS);
        try (Connection connection = database.getConnection()) {
            Dialect dialect = Dialect.of(connection.getMetaData().getDatabaseProductName());
            return new JdbcEventStorage(database, dialect, settings);
        } catch (SQLException | RuntimeException e) {
            database.close();
            throw new CannotOpenStore("The event store's database cannot be used: " + e.getMessage(), e);
        }
    }

    private JdbcEventStorage(HikariDataSource database, Dialect dialect, StorageSettings settings) {
        this.database = database;
        transactions = new SpringTransactionManager(new JdbcTransactionManager(database));
        JdbcClient sql = JdbcClient.create(database);
        keyTable = new KeyTable(sql);
        JdbcEventStorageEngine.Builder builder = JdbcEventStorageEngine.builder()
                .connectionProvider(new SpringDataSourceConnectionProvider(database))
                .transactionManager(transactions)
                .persistenceExceptionResolver(Dialect::isDuplicateKey)
                .eventSerializer(settings.serializer())
                .snapshotSerializer(settings.serializer())
                .upcasterChain(settings.upcaster())
                .snapshotFilter(settings.snapshots());
        JdbcEngine engine = new JdbcEngine(builder, transactions, keyTable, settings.keys(), settings.clock());
        engine.createSchema(dialect.tables());
        events = EmbeddedEventStore.builder().storageEngine(engine).build();
        storeId = identify(sql);
    }

    private static UUID identify(JdbcClient sql) {
        sql.sql("CREATE TABLE IF NOT EXISTS store_identity (id UUID NOT NULL)").update();
        return sql.sql("SELECT id FROM store_identity")
                .query(UUID.class)
                .optional()
                .orElseGet(() -> {
                    UUID id = UUID.randomUUID();
                    sql.sql("INSERT INTO store_identity (id) VALUES (?)")
                            .param(id)
                            .update();
                    return id;
                });
    }

    @Override
    public UUID storeId() {
        return storeId;
    }

    @Override
    public EventStore events() {
        return events;
    }

    @Override
    public TransactionManager transactions() {
        return transactions;
    }

    @Override
    public Decision decide() {
        return new Decision() {
            @Override
            public CompletableFuture<?> settled() {
                return CompletableFuture.completedFuture(true);
            }

            @Override
            public long era() {
                return 0;
            }
        };
    }

    /** Always the same: what fails is rolled back, and Axon forgets the aggregate with it. */
    @Override
    public long era() {
        return 0;
    }

    @Override
    public Optional<DomainEventMessage<?>> find(String key) {
        return keyTable.find(key)
                .map(place ->
                        events.readEvents(place.aggregate(), place.sequence()).next());
    }

    @Override
    public void forgetKeys(Instant before) {
        keyTable.forget(before);
    }

    @Override
    public void close() {
        events.shutDown();
        database.close();
    }
}
