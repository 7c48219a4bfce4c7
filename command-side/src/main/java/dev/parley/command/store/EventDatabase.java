package dev.parley.command.store;

import com.zaxxer.hikari.HikariDataSource;
import java.util.UUID;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.serialization.Serializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * The event store on a relational database: Axon's own engine, durable at commit. Everything that knows SQL on this side is here, so
 * that another engine can take its place.
 */
public final class EventDatabase implements AutoCloseable {

    private static final int CONNECTIONS = 16;

    private final HikariDataSource database;
    private final SpringTransactionManager transactions;
    private final EventStorageEngine engine;
    private final UUID storeId;

    public EventDatabase(String url, Serializer serializer) {
        database =
                DataSourceBuilder.create().type(HikariDataSource.class).url(url).build();
        database.setPoolName("event-store");
        database.setMaximumPoolSize(CONNECTIONS);
        transactions = new SpringTransactionManager(new JdbcTransactionManager(database));
        JdbcEventStorageEngine jdbc = JdbcEventStorageEngine.builder()
                .connectionProvider(new SpringDataSourceConnectionProvider(database))
                .transactionManager(transactions)
                .eventSerializer(serializer)
                .snapshotSerializer(serializer)
                .build();
        jdbc.createSchema(new H2EventTables());
        engine = jdbc;
        storeId = identify(JdbcClient.create(database));
    }

    /** A store says who it is, so that what others remember of it (the relay's position) is never taken for another's. */
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

    public EventStorageEngine engine() {
        return engine;
    }

    public TransactionManager transactions() {
        return transactions;
    }

    public UUID storeId() {
        return storeId;
    }

    @Override
    public void close() {
        database.close();
    }
}
