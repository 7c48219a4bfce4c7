package dev.parley.command.relay;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.serialization.Serializer;

/** Stored events as consumers find them on the topic, which has one partition here. */
public final class Relayed {

    private final EventRecord records;

    public Relayed(Serializer serializer) {
        this.records = new EventRecord(serializer);
    }

    public ConsumerRecord<String, byte[]> record(DomainEventMessage<?> event, long offset) {
        ProducerRecord<String, byte[]> sent =
                records.of(new GenericTrackedDomainEventMessage<>(new GlobalSequenceTrackingToken(offset), event));
        return new ConsumerRecord<>(
                sent.topic(),
                0,
                offset,
                0,
                TimestampType.CREATE_TIME,
                0,
                0,
                sent.key(),
                sent.value(),
                new RecordHeaders(sent.headers()),
                Optional.empty());
    }
}
