package dev.parley.projection.search;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import dev.parley.api.conversation.MessageId;
import dev.parley.api.projection.Views;
import dev.parley.projection.people.PeopleProjections;
import dev.parley.projection.runtime.Shelf;
import java.util.List;
import java.util.function.UnaryOperator;

/** The indexes of messages and of people. */
public final class SearchProjections {

    private SearchProjections() {}

    public static List<Shelf> in(ElasticsearchClient elasticsearch) {
        return List.of(messages(elasticsearch), people(elasticsearch));
    }

    private static Shelf messages(ElasticsearchClient elasticsearch) {
        return new IndexShelf<>(
                new LiveIndex(elasticsearch, Views.MESSAGE_INDEX, "messages-template.json"),
                "parley-projection-state",
                new SearchProjector(),
                index -> new MessageIndex(elasticsearch, index),
                message -> MessageId.of(message).conversation().toString());
    }

    private static Shelf people(ElasticsearchClient elasticsearch) {
        return new IndexShelf<>(
                new LiveIndex(elasticsearch, Views.PEOPLE_INDEX, "people-template.json"),
                "parley-projection-state-of-people",
                PeopleProjections.searched(),
                index -> new PeopleIndex(elasticsearch, index),
                UnaryOperator.identity());
    }
}
