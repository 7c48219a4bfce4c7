package dev.parley.projection.search;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import dev.parley.projection.runtime.Projection;

/** The index of messages. */
public final class SearchProjections {

    private SearchProjections() {}

    public static Projection<?, ?> in(ElasticsearchClient elasticsearch) {
        MessageIndex messages = new MessageIndex(elasticsearch);
        return new Projection<>(new SearchProjector(), messages, new SearchProgress(elasticsearch, messages));
    }
}
