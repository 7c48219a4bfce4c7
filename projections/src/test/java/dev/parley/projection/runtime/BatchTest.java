package dev.parley.projection.runtime;

import static dev.parley.projection.runtime.DeadLetter.Kind.PARKED;
import static dev.parley.projection.runtime.DeadLetter.Kind.POISON;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.people.PersonEvent;
import dev.parley.api.people.PersonEvent.PersonRegistered;
import dev.parley.api.wire.EventHeaders;
import dev.parley.api.wire.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** The rules about versions, poison and parking, on a view that collects the names of the versions applied. */
class BatchTest {

    private static final String KEY = "a key";

    private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();

    @Test
    void eachVersionIsAppliedOnceHoweverOftenItComes() {
        Batch.Outcome<String, String> outcome = after(0, "v1", "v2", "v2", "v1", "v3");

        assertThat(outcome.entries()).containsEntry(KEY, "v1 v2 v3");
        assertThat(outcome.versions()).containsEntry(KEY, 3L);
        assertThat(outcome.applied()).isEqualTo(3);
        assertThat(outcome.dead()).isEmpty();
    }

    @Test
    void whatIsKnownAlreadyChangesNothing() {
        Batch.Outcome<String, String> outcome = after(7, "v6", "v7");

        assertThat(outcome.entries()).isEmpty();
        assertThat(outcome.versions()).isEmpty();
        assertThat(outcome.dead()).isEmpty();
    }

    @Test
    void whatLeavesAGapIsParkedUntilTheMissingOneComes() {
        Batch.Outcome<String, String> outcome = after(0, "v2", "v1", "v2");

        assertThat(outcome.entries()).containsEntry(KEY, "v1 v2");
        assertThat(outcome.dead()).singleElement().satisfies(letter -> {
            assertThat(letter.kind()).isEqualTo(PARKED);
            assertThat(letter.cause()).contains("Version 2 waits for version 1");
        });
    }

    @Test
    void everythingBehindAPoisonEventOfTheSameKeyIsParked() {
        Batch.Outcome<String, String> outcome = after(0, "v1", "garbled 2", "v3", "v4");

        assertThat(outcome.entries()).containsEntry(KEY, "v1");
        assertThat(outcome.versions()).containsEntry(KEY, 1L);
        assertThat(outcome.dead()).extracting(DeadLetter::kind).containsExactly(POISON, PARKED, PARKED);
    }

    @Test
    void anEventThatCannotBeAppliedIsPoisonAndLeavesNothingBehind() {
        Batch.Outcome<String, String> outcome = after(0, "v1", "refused 2", "v3");

        assertThat(outcome.entries()).containsOnly(Map.entry(KEY, "v1"));
        assertThat(outcome.dead()).extracting(DeadLetter::kind).containsExactly(POISON, PARKED);
        assertThat(outcome.dead().getFirst().cause()).isEqualTo("IllegalStateException: refused");
    }

    @Test
    void poisonThatIsKnownAlreadyIsNotBuriedTwice() {
        assertThat(after(2, "garbled 2").dead()).isEmpty();
    }

    @Test
    void otherKeysFlow() {
        record("another key", 0, json("v0"));
        Batch.Outcome<String, String> outcome = after(0, "garbled 1", "v2");

        assertThat(outcome.entries()).containsOnly(Map.entry("another key", "v0"));
    }

    @Test
    void aRecordWithoutVersionOrTypeOrOfAnUnknownTypeIsPoison() {
        records.add(new ConsumerRecord<>(Topic.PEOPLE_EVENTS.topicName(), 0, 0, null, null));
        record(KEY, 1, json("v1"));
        records.getLast().headers().remove(EventHeaders.TYPE).add(EventHeaders.TYPE, "Unheard".getBytes(UTF_8));

        assertThat(after(0).dead())
                .extracting(DeadLetter::cause)
                .satisfiesExactly(
                        cause -> assertThat(cause).contains("has no version"),
                        cause -> assertThat(cause).contains("No event of the name Unheard"));
    }

    private Batch.Outcome<String, String> after(long applied, String... events) {
        for (String event : events) {
            long version = Long.parseLong(event.replaceAll("\\D", ""));
            record(KEY, version, event.startsWith("garbled") ? "{" : json(event));
        }
        Batch<String, String> batch = Batch.read(
                records, Batch.byTopic(List.of(Source.inOrder(Topic.PEOPLE_EVENTS, PersonEvent.class, BatchTest::on))));
        return batch.fold(Map.of(KEY, applied), Map.of());
    }

    private static List<Change<String, String>> on(Received<PersonEvent> received) {
        PersonRegistered registered = (PersonRegistered) received.event();
        return List.of(
                new Change<>(
                        received.key(),
                        before -> before == null ? registered.username() : before + " " + registered.username()),
                new Change<>(received.key(), before -> {
                    if (registered.username().startsWith("refused")) {
                        throw new IllegalStateException("refused");
                    }
                    return String.valueOf(before);
                }));
    }

    private static String json(String name) {
        return """
                {"person": "00000000-0000-7000-8000-000000000001", "username": "%s", "displayName": "", "at": "2026-01-01T00:00:00Z"}\
                """.formatted(name);
    }

    private void record(String key, long version, String json) {
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>(
                Topic.PEOPLE_EVENTS.topicName(), 0, records.size(), key.getBytes(UTF_8), json.getBytes(UTF_8));
        record.headers().add(EventHeaders.TYPE, "PersonRegistered".getBytes(UTF_8));
        record.headers().add(EventHeaders.VERSION, Long.toString(version).getBytes(UTF_8));
        records.add(record);
    }
}
