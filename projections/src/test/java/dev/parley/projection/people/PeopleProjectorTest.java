package dev.parley.projection.people;

import static dev.parley.projection.Story.ANA;
import static dev.parley.projection.Story.BEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.people.PersonEvent.PersonRegistered;
import dev.parley.api.people.PersonView;
import dev.parley.api.projection.Views;
import dev.parley.api.wire.Topic;
import dev.parley.projection.EmbeddedViewStore;
import dev.parley.projection.runtime.Driven;
import dev.parley.projection.runtime.MemoryKafka;
import dev.parley.projection.runtime.StoredJson;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PeopleProjectorTest {

    private final EmbeddedViewStore store = new EmbeddedViewStore();
    private final MemoryKafka kafka = new MemoryKafka();

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void whoeverRegistersIsKnownByName() {
        Driven<?, ?> projection = Driven.by(PeopleProjections.in(store.database()), kafka);
        PersonRegistered ana = new PersonRegistered(ANA, "ana", "Ana", Instant.EPOCH);
        kafka.publish(Topic.PEOPLE_EVENTS, ANA.toString(), ana, 0);
        kafka.publish(Topic.PEOPLE_EVENTS, ANA.toString(), ana, 0);
        projection.read();
        projection.restart();
        kafka.publish(Topic.PEOPLE_EVENTS, ANA.toString(), ana, 0);
        kafka.publish(Topic.PEOPLE_EVENTS, BEN.toString(), new PersonRegistered(BEN, "ben", "Ben", Instant.EPOCH), 0);
        projection.read();

        assertThat(store.all(Views.PEOPLE))
                .extracting(document -> StoredJson.view(document, PersonView.class))
                .containsExactlyInAnyOrder(new PersonView(ANA, "ana", "Ana", 0), new PersonView(BEN, "ben", "Ben", 0));
    }
}
