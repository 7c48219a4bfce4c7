package dev.parley.projection.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.conversation.Membership;
import dev.parley.api.conversation.MembershipsView;
import dev.parley.api.people.UserId;
import dev.parley.api.projection.Views;
import dev.parley.projection.EmbeddedViewStore;
import dev.parley.projection.Story;
import dev.parley.projection.runtime.Driven;
import dev.parley.projection.runtime.MemoryKafka;
import dev.parley.projection.runtime.StoredJson;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;

/** Stories that reach the views of conversations, each in several ways that must come to the same. */
abstract class Delivered {

    final EmbeddedViewStore store = new EmbeddedViewStore();
    final MemoryKafka kafka = new MemoryKafka();
    private final List<? extends Driven<?, ?>> projections = ConversationProjections.in(store.database()).stream()
            .map(projection -> Driven.by(projection, kafka))
            .toList();

    enum Delivery {
        TWICE_IN_ONE_BATCH,
        IN_TWO_BATCHES_THAT_OVERLAP,
        WITH_A_RESTART_BETWEEN
    }

    @AfterEach
    void close() {
        store.close();
    }

    void deliver(Story story, Delivery delivery) {
        int last = story.events().size() - 1;
        switch (delivery) {
            case TWICE_IN_ONE_BATCH -> {
                kafka.publish(story.events());
                kafka.publish(story.events());
            }
            case IN_TWO_BATCHES_THAT_OVERLAP -> {
                kafka.publish(story.events(), 0, last / 2);
                read();
                kafka.publish(story.events());
            }
            case WITH_A_RESTART_BETWEEN -> {
                kafka.publish(story.events(), 0, last / 2);
                read();
                projections.forEach(Driven::restart);
                kafka.publish(story.events(), last / 2 + 1, last);
            }
        }
        read();
        assertThat(kafka.deadLetters()).isEmpty();
    }

    void read() {
        projections.forEach(Driven::read);
    }

    Membership membership(UserId user, Story story) {
        Membership membership = view(Views.MEMBERSHIPS, user, MembershipsView.class)
                .conversations()
                .get(story.conversation());
        assertThat(membership).as("membership of " + user).isNotNull();
        return membership;
    }

    <T> T view(String collection, Object id, Class<T> type) {
        T found = viewOrNull(collection, id, type);
        assertThat(found).as(collection + " " + id).isNotNull();
        return found;
    }

    <T> @Nullable T viewOrNull(String collection, Object id, Class<T> type) {
        Document document = store.database()
                .getCollection(collection)
                .find(new Document("_id", id.toString()))
                .first();
        return document == null ? null : StoredJson.view(document, type);
    }
}
