package dev.parley.standalone.verify;

import dev.parley.command.store.StoredRevisions;
import dev.parley.eventstore.rocks.StoredEvent;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.EventStreamUtils;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.UnknownSerializedType;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.axonframework.serialization.upcasting.event.EventUpcaster;

/** Reads what an event holds as the command side does. */
final class EventContent implements Consumer<StoredEvent> {

    private final Serializer serializer = Jackson3Serializer.builder().build();
    private final EventUpcaster revisions = new StoredRevisions();

    /** @throws IllegalArgumentException when nobody in this Parley would understand it */
    @Override
    public void accept(StoredEvent event) {
        try {
            boolean understood =
                    EventStreamUtils.upcastAndDeserializeDomainEvents(Stream.of(event), serializer, revisions)
                                    .asStream()
                                    .filter(EventContent::understood)
                                    .count()
                            == 1;
            if (!understood) {
                throw new IllegalArgumentException("is of the unknown type " + event.payloadType());
            }
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    event.payloadType() + " " + event.id() + " cannot be understood: " + e.getMessage(), e);
        }
    }

    private static boolean understood(DomainEventMessage<?> event) {
        return event.getMetaData() != null && !(event.getPayload() instanceof UnknownSerializedType);
    }
}
