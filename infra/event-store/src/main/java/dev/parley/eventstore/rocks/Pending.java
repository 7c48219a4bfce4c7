package dev.parley.eventstore.rocks;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.eventhandling.DomainEventMessage;
import org.jspecify.annotations.Nullable;

/** What is handed over and not settled yet, as far as somebody may ask for it. No larger than what is under way. */
final class Pending {

    private final Map<String, DomainEventMessage<?>> byKey = new ConcurrentHashMap<>();
    private final Map<String, Append> lastByAggregate = new ConcurrentHashMap<>();

    void add(Append append) {
        for (Append.Entry entry : append.entries()) {
            if (entry.key() != null) {
                byKey.put(entry.key(), entry.event());
            }
            lastByAggregate.put(entry.event().getAggregateIdentifier(), append);
        }
    }

    void remove(Append append) {
        for (Append.Entry entry : append.entries()) {
            if (entry.key() != null) {
                byKey.remove(entry.key(), entry.event());
            }
            lastByAggregate.remove(entry.event().getAggregateIdentifier(), append);
        }
    }

    @Nullable
    DomainEventMessage<?> withKey(String key) {
        return byKey.get(key);
    }

    @Nullable
    Append lastOf(String aggregate) {
        return lastByAggregate.get(aggregate);
    }
}
