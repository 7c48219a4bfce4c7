package dev.parley.projection.people;

import static dev.parley.projection.Story.ANA;
import static dev.parley.projection.Story.BEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.people.PersonEvent.PersonErased;
import dev.parley.api.people.PersonEvent.PersonRegistered;
import dev.parley.api.people.PersonEvent.PersonReinstated;
import dev.parley.api.people.PersonEvent.PersonSuspended;
import dev.parley.api.people.PersonEvent.ProfileChanged;
import dev.parley.api.people.PersonState;
import dev.parley.api.people.PersonView;
import dev.parley.api.people.Profile;
import dev.parley.api.projection.Views;
import dev.parley.api.wire.Topic;
import dev.parley.projection.EmbeddedViewStore;
import dev.parley.projection.runtime.Driven;
import dev.parley.projection.runtime.MemoryKafka;
import dev.parley.projection.runtime.StoredJson;
import java.time.Instant;
import java.util.Map;
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

    @Test
    void whoeverChangesIsSeenAsTheyAreNowAndWhoeverIsErasedNotAtAll() {
        Driven<?, ?> projection = Driven.by(PeopleProjections.in(store.database()), kafka);
        Profile profile = new Profile("Ana Lima", "picture", "Here", "pt", Map.of("team", "Kitchen"));
        for (int time = 0; time < 2; time++) {
            kafka.publish(
                    Topic.PEOPLE_EVENTS, ANA.toString(), new PersonRegistered(ANA, "ana", "Ana", Instant.EPOCH), 0);
            kafka.publish(Topic.PEOPLE_EVENTS, ANA.toString(), new ProfileChanged(ANA, 1, profile, Instant.EPOCH), 1);
            kafka.publish(Topic.PEOPLE_EVENTS, ANA.toString(), new PersonSuspended(ANA, 1, Instant.EPOCH), 2);
            kafka.publish(
                    Topic.PEOPLE_EVENTS, BEN.toString(), new PersonRegistered(BEN, "ben", "Ben", Instant.EPOCH), 0);
        }
        projection.read();
        projection.restart();
        kafka.publish(Topic.PEOPLE_EVENTS, ANA.toString(), new PersonReinstated(ANA, 2, Instant.EPOCH), 3);
        kafka.publish(Topic.PEOPLE_EVENTS, BEN.toString(), new PersonErased(BEN, 1, Instant.EPOCH), 1);
        projection.read();

        assertThat(store.all(Views.PEOPLE))
                .extracting(document -> StoredJson.view(document, PersonView.class))
                .containsExactlyInAnyOrder(
                        new PersonView(ANA, "ana", "Ana Lima", profile, PersonState.ACTIVE, 3),
                        new PersonView(BEN, null, null, null, PersonState.ERASED, 1));
    }
}
