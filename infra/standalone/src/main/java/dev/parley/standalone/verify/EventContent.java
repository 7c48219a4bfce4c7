package dev.parley.standalone.verify;

import dev.parley.eventstore.rocks.StoredEvent;
import java.util.function.Consumer;
import org.axonframework.messaging.MetaData;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.UnknownSerializedType;
import org.axonframework.serialization.jackson3.Jackson3Serializer;

/** Reads what an event holds as the command side does. */
final class EventContent implements Consumer<StoredEvent> {

    private final Serializer serializer = Jackson3Serializer.builder().build();

    /** @throws IllegalArgumentException when nobody in this Parley would understand it */
    @Override
    public void accept(StoredEvent event) {
        try {
            MetaData metadata = serializer.deserialize(event.getMetaData());
            Object payload = serializer.deserialize(event.getPayload());
            if (payload instanceof UnknownSerializedType || metadata == null) {
                throw new IllegalArgumentException("is of the unknown type " + event.payloadType());
            }
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    event.payloadType() + " " + event.id() + " cannot be understood: " + e.getMessage(), e);
        }
    }
}
