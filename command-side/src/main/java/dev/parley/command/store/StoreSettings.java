package dev.parley.command.store;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where events are kept, and how much is kept in memory.
 *
 * @param url {@code rocksdb:DIRECTORY} or a JDBC address of PostgreSQL or H2
 * @param cachedAggregates how many aggregates stay in memory
 * @param eventsPerSnapshot after how many events an aggregate is written down whole; see docs/decisions/0007
 */
@ConfigurationProperties("parley.event-store")
public record StoreSettings(
        String url,
        @DefaultValue("10000") int cachedAggregates,
        @DefaultValue("500") int eventsPerSnapshot) {}
