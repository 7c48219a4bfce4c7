package dev.parley.projection.runtime;

import static dev.parley.api.wire.Topic.PEOPLE_EVENTS;
import static dev.parley.projection.Story.ANA;
import static dev.parley.projection.Story.BEN;
import static dev.parley.projection.Story.CAI;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.api.people.PersonEvent.PersonRegistered;
import dev.parley.api.people.UserId;
import dev.parley.api.projection.ProjectedOffset;
import dev.parley.api.wire.DeadLetterHeaders;
import dev.parley.api.wire.EventHeaders;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class ProjectionSessionTest {

    private final MemoryKafka kafka = new MemoryKafka();
    private final MemoryView view = new MemoryView();

    @Test
    void offsetsMoveAfterTheViewAndTheVersions() {
        publish(ANA, "ana", 0);
        Driven<?, ?> driven = Driven.by(view.projection(), kafka);
        view.steps.clear();

        driven.read();

        assertThat(view.steps).containsExactly("view", "versions", "offsets");
        assertThat(offset(ANA)).isEqualTo(1);
    }

    @Test
    void offsetsMovePastTheEndOfATransactionThoughNoRecordFollows() {
        publish(ANA, "ana", 0);
        kafka.endTransaction(PEOPLE_EVENTS, ANA.toString());

        Driven.by(view.projection(), kafka).read();

        assertThat(offset(ANA)).isEqualTo(2).isEqualTo(kafka.end(PEOPLE_EVENTS, ANA.toString()));
    }

    @Test
    void nothingIsWrittenWhenNothingMoved() {
        publish(ANA, "ana", 0);
        Driven<?, ?> driven = Driven.by(view.projection(), kafka);
        driven.read();
        view.steps.clear();

        driven.read();
        driven.read();

        assertThat(view.steps).isEmpty();
    }

    @Test
    void itGoesOnFromWhereTheStoreSaysAndNotEarlier() {
        publish(ANA, "ana", 0);
        Driven<?, ?> driven = Driven.by(view.projection(), kafka);
        driven.read();
        view.entries.clear();

        driven.restart();
        driven.read();

        assertThat(view.entries).isEmpty();
    }

    @Test
    void anEmptyStoreIsFilledFromTheBeginning() {
        publish(ANA, "ana", 0);
        Driven<?, ?> driven = Driven.by(view.projection(), kafka);
        driven.read();
        view.entries.clear();
        view.offsets.clear();
        view.versions.clear();

        driven.restart();
        assertThat(driven.status().phase()).isEqualTo(ProjectionStatus.Phase.CATCHING_UP);
        assertThat(driven.status().percent()).isZero();
        driven.read();

        assertThat(view.entries).containsEntry(ANA.toString(), "ana");
        assertThat(driven.status().phase()).isEqualTo(ProjectionStatus.Phase.LIVE);
        assertThat(driven.status().percent()).isEqualTo(100);
    }

    @Test
    void aTopicThatWasMadeAnewIsReadFromItsBeginning() {
        publish(ANA, "ana", 0);
        view.offsets.put(key(ANA), 4_711L);

        Driven.by(view.projection(), kafka).read();

        assertThat(view.entries).containsEntry(ANA.toString(), "ana");
    }

    @Test
    void aFailureMovesNothing() {
        publish(ANA, "ana", 0);
        Driven<?, ?> driven = Driven.by(view.projection(), kafka);
        view.outage.set(1);

        assertThatThrownBy(driven::read).hasMessage("the store is down");
        assertThat(offset(ANA)).isZero();
        assertThat(kafka.deadLetters()).isEmpty();

        driven.restart();
        driven.read();
        assertThat(view.entries).containsEntry(ANA.toString(), "ana");
    }

    @Test
    void aDeadLetterIsTheRecordItWasWithTheCause() {
        kafka.append(
                PEOPLE_EVENTS,
                ANA.toString(),
                "no json",
                Map.of(
                        EventHeaders.TYPE,
                        "PersonRegistered",
                        EventHeaders.VERSION,
                        "0",
                        EventHeaders.TRACE,
                        "a trace"));
        publish(ANA, "ana", 1);

        Driven.by(view.projection(), kafka).read();

        assertThat(kafka.deadLetters()).containsExactly("POISON names 0", "PARKED names 1");
        ProducerRecord<byte[], byte[]> letter = kafka.deadRecords().getFirst();
        assertThat(letter.topic()).isEqualTo("parley.people.events.dlt");
        assertThat(letter.key()).asString().isEqualTo(ANA.toString());
        assertThat(letter.value()).asString().isEqualTo("no json");
        assertThat(MemoryKafka.header(letter, EventHeaders.TRACE)).isEqualTo("a trace");
        assertThat(MemoryKafka.header(letter, DeadLetterHeaders.SOURCE_OFFSET)).isEqualTo("0");
        assertThat(MemoryKafka.header(letter, DeadLetterHeaders.CAUSE)).contains("StreamReadException");
        assertThat(offset(ANA)).isEqualTo(2);
        assertThat(view.entries).isEmpty();
    }

    @Test
    void parkingHoldsOverARestart() {
        kafka.append(PEOPLE_EVENTS, ANA.toString(), "no json", Map.of(EventHeaders.VERSION, "0"));
        Driven<?, ?> driven = Driven.by(view.projection(), kafka);
        driven.read();

        driven.restart();
        publish(ANA, "ana", 1);
        driven.read();

        assertThat(kafka.deadLetters()).containsExactly("POISON names 0", "PARKED names 1");
        assertThat(view.entries).isEmpty();
    }

    @Test
    void whatTheStoreWillNeverTakeIsPoisonAndAloneInThat() {
        publish(ANA, "ana", 0);
        publish(BEN, "unwritable", 0);
        publish(CAI, "cai", 0);
        Driven<?, ?> driven = Driven.by(view.projection(), kafka);
        driven.read();

        publish(BEN, "ben", 1);
        driven.read();

        assertThat(view.entries).containsOnlyKeys(ANA.toString(), CAI.toString());
        assertThat(kafka.deadLetters()).containsExactly("POISON names 0", "PARKED names 1");
        assertThat(offset(BEN)).isEqualTo(kafka.end(PEOPLE_EVENTS, BEN.toString()));
    }

    @Test
    void whatComesInManyPartsIsWrittenTogetherUntilTheEndIsNear() {
        MemoryKafka inParts = new MemoryKafka(500);
        for (int version = 0; version < 2_500; version++) {
            publish(inParts, ANA, "ana " + version, version);
        }
        Driven<?, ?> driven = Driven.by(view.projection(), inParts);
        view.steps.clear();

        driven.read();
        assertThat(view.steps).isEmpty();
        assertThat(driven.status().phase()).isEqualTo(ProjectionStatus.Phase.CATCHING_UP);

        driven.readToTheEnd();
        assertThat(view.steps).containsExactly("view", "versions", "offsets", "view", "versions", "offsets");
        assertThat(view.entries).containsEntry(ANA.toString(), "ana 2499");
        assertThat(view.versions).containsValue(2_499L);
        assertThat(offset(ANA)).isEqualTo(2_500);
    }

    @Test
    void whatIsRefusedAmongAllThatWasToBeWrittenTogetherIsFoundAndTheRestWritten() {
        MemoryKafka inParts = new MemoryKafka(500);
        for (int version = 0; version < 1_250; version++) {
            publish(inParts, ANA, "ana " + version, version);
            publish(inParts, BEN, version == 1_249 ? "unwritable" : "ben " + version, version);
        }
        Driven<?, ?> driven = Driven.by(view.projection(), inParts);

        driven.readToTheEnd();

        assertThat(view.entries).containsEntry(ANA.toString(), "ana 1249").containsEntry(BEN.toString(), "ben 1248");
        assertThat(inParts.deadLetters()).containsExactly("POISON names 1249");
    }

    private static void publish(MemoryKafka kafka, UserId user, String name, long version) {
        kafka.publish(PEOPLE_EVENTS, user.toString(), new PersonRegistered(user, name, name, Instant.EPOCH), version);
    }

    private void publish(UserId user, String name, long version) {
        publish(kafka, user, name, version);
    }

    private long offset(UserId user) {
        return view.offsets.getOrDefault(key(user), -1L);
    }

    private static String key(UserId user) {
        int partition = MemoryKafka.partition(PEOPLE_EVENTS, user.toString()).partition();
        return ProjectedOffset.key(MemoryView.NAME, PEOPLE_EVENTS.topicName(), partition);
    }
}
