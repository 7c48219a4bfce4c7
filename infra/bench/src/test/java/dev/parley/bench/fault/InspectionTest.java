package dev.parley.bench.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.conversation.ConversationEvent.MessageSent;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.MessageId;
import dev.parley.api.people.UserId;
import dev.parley.bench.fault.Said.Talker;
import dev.parley.eventstore.EventKeys;
import dev.parley.eventstore.StorageSettings;
import dev.parley.eventstore.rocks.RocksEventStorage;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.snapshotting.SnapshotFilter;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The check bites: whatever may go wrong in a store is found. */
class InspectionTest {

    private static final ConversationId GROUP = new ConversationId(new UUID(7, 1));
    private static final Talker ANA = new Talker(1, 0);
    private static final Talker BEN = new Talker(1, 1);

    @TempDir
    Path directory;

    private final Ledger ledger = new Ledger();
    private RocksEventStorage storage;
    private long sequence;

    @BeforeEach
    void open() {
        storage = RocksEventStorage.open(
                directory,
                new StorageSettings(
                        Jackson3Serializer.builder().build(),
                        EventKeys.NONE,
                        SnapshotFilter.allowAll(),
                        Clock.systemUTC()));
        ledger.expect(1, 2);
    }

    @AfterEach
    void close() {
        storage.close();
    }

    private void store(Talker talker, int number, long seq) {
        String clientId = new Said(talker, number).clientId();
        Said said = new Said(talker, number);
        MessageSent sent = new MessageSent(
                GROUP,
                new MessageId(GROUP, seq),
                seq,
                clientId,
                said.content(),
                null,
                List.of(),
                new UserId(new UUID(1, 1)),
                Instant.EPOCH);
        storage.events().publish(new GenericDomainEventMessage<>("Conversation", GROUP.toString(), sequence++, sent));
    }

    private void acknowledge(Talker talker, int number, long seq) {
        ledger.acknowledged(new Said(talker, number), seq);
    }

    private List<String> findings() {
        return new Inspection().of(storage.log(), ledger);
    }

    @Test
    void whatIsStoredAsItWasAcknowledgedIsWell() {
        store(ANA, 1, 1);
        store(BEN, 1, 2);
        store(ANA, 2, 3);
        acknowledge(ANA, 1, 1);
        acknowledge(BEN, 1, 2);
        assertThat(findings())
                .as("Ana's second may be there without its acknowledgement")
                .isEmpty();
    }

    @Test
    void anAcknowledgedMessageThatIsNotThereIsLost() {
        store(ANA, 1, 1);
        acknowledge(ANA, 1, 1);
        acknowledge(ANA, 2, 2);
        assertThat(findings()).singleElement().asString().contains("1.0.2").contains("lost");
    }

    @Test
    void aClientIdThatIsThereTwiceIsDoubled() {
        store(ANA, 1, 1);
        store(ANA, 1, 2);
        assertThat(findings()).singleElement().asString().contains("1.0.1").contains("twice");
    }

    @Test
    void aNumberLeftOutIsAHole() {
        store(ANA, 1, 1);
        store(BEN, 1, 3);
        assertThat(findings()).singleElement().asString().contains("message 3").contains("instead of 2");
    }

    @Test
    void whatOvertookIsOutOfOrder() {
        store(ANA, 2, 1);
        store(ANA, 1, 2);
        assertThat(findings()).hasSize(2).first().asString().contains("1.0.2").contains("after number 0");
    }

    @Test
    void anotherSeqThanAcknowledgedIsFound() {
        store(ANA, 1, 1);
        acknowledge(ANA, 1, 5);
        assertThat(findings()).singleElement().asString().contains("seq 5").contains("is seq 1");
    }

    @Test
    void anotherAnswerToTheSameMessageIsFound() {
        store(ANA, 1, 1);
        acknowledge(ANA, 1, 1);
        acknowledge(ANA, 1, 2);
        assertThat(findings()).singleElement().asString().contains("seq 1").contains("seq 2");
    }

    @Test
    void eachEventIsLookedAtOnce() {
        store(ANA, 1, 1);
        acknowledge(ANA, 1, 1);
        Inspection inspection = new Inspection();
        assertThat(inspection.of(storage.log(), ledger)).isEmpty();
        store(ANA, 2, 2);
        acknowledge(ANA, 2, 2);
        assertThat(inspection.of(storage.log(), ledger)).isEmpty();
        assertThat(inspection.position()).isEqualTo(2);
    }
}
