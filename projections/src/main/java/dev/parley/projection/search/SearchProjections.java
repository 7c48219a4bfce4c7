package dev.parley.projection.search;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import dev.parley.api.projection.Projectors;
import dev.parley.api.projection.Views;
import dev.parley.projection.people.PeopleProjections;
import dev.parley.projection.runtime.Projection;
import java.util.List;

/** The indexes of messages and of people. */
public final class SearchProjections {

    private SearchProjections() {}

    public static List<Projection<?, ?>> in(ElasticsearchClient elasticsearch) {
        return List.of(messages(elasticsearch), people(elasticsearch));
    }

    private static Projection<?, ?> messages(ElasticsearchClient elasticsearch) {
        LiveIndex live = new LiveIndex(elasticsearch, Views.MESSAGE_INDEX, "messages-template.json");
        return new Projection<>(
                new SearchProjector(),
                new MessageIndex(elasticsearch),
                new SearchProgress(live, Projectors.SEARCH, "parley-projection-state"));
    }

    private static Projection<?, ?> people(ElasticsearchClient elasticsearch) {
        LiveIndex live = new LiveIndex(elasticsearch, Views.PEOPLE_INDEX, "people-template.json");
        return PeopleProjections.searched(
                new PeopleIndex(elasticsearch),
                new SearchProgress(live, Projectors.PEOPLE_SEARCH, "parley-projection-state-of-people"));
    }
}
