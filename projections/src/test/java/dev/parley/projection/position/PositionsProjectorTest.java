package dev.parley.projection.position;

import static dev.parley.projection.Story.ANA;
import static dev.parley.projection.Story.BEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.people.UserId;
import dev.parley.api.position.Position;
import dev.parley.api.position.PositionMoved;
import dev.parley.api.position.PositionsView;
import dev.parley.api.projection.Views;
import dev.parley.api.wire.Topic;
import dev.parley.projection.EmbeddedViewStore;
import dev.parley.projection.Story;
import dev.parley.projection.runtime.Driven;
import dev.parley.projection.runtime.MemoryKafka;
import dev.parley.projection.runtime.StoredJson;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PositionsProjectorTest {

    private final EmbeddedViewStore store = new EmbeddedViewStore();
    private final MemoryKafka kafka = new MemoryKafka();
    private final Driven<?, ?> projection = Driven.by(PositionProjections.in(store.database()), kafka);
    private final Story story =
            Story.aGroupOf(ANA, BEN).says(ANA, "one").says(BEN, "two").says(ANA, "three");

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void whoSaysSomethingHasReadEverythingBefore() {
        kafka.publish(story.events());
        kafka.publish(story.events());
        projection.read();

        assertThat(of(ANA)).isEqualTo(new Position(3, 3));
        assertThat(of(BEN)).isEqualTo(new Position(2, 2));
    }

    @Test
    void theLargestOfEachWinsInWhateverOrderAndBatchTheyCome() {
        moved(BEN, 3, 3);
        moved(BEN, 1, 4);
        projection.read();
        moved(BEN, 2, 2);
        projection.read();
        kafka.publish(story.events());
        projection.read();

        assertThat(of(BEN)).isEqualTo(new Position(3, 4));
    }

    @Test
    void aRecordThatCannotBeReadHoldsUpNoOther() {
        kafka.append(Topic.POSITIONS, BEN + ":" + story.conversation(), "?", Map.of());
        moved(BEN, 2, 2);
        projection.read();

        assertThat(of(BEN)).isEqualTo(new Position(2, 2));
        assertThat(kafka.deadRecords())
                .singleElement()
                .satisfies(letter -> assertThat(letter.topic()).isEqualTo("parley.positions.dlt"));
    }

    private void moved(UserId user, long read, long delivered) {
        PositionMoved moved = new PositionMoved(user, story.conversation(), read, delivered, Instant.EPOCH);
        kafka.publish(Topic.POSITIONS, moved.key(), moved, 0);
    }

    private Position of(UserId user) {
        return store.all(Views.POSITIONS).stream()
                .map(document -> StoredJson.view(document, PositionsView.class))
                .filter(view -> view.user().equals(user))
                .findFirst()
                .orElseThrow()
                .in(story.conversation());
    }
}
