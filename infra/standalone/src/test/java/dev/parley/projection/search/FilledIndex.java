package dev.parley.projection.search;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import dev.parley.api.conversation.Content;
import dev.parley.api.conversation.MessageId;
import dev.parley.api.people.UserId;
import dev.parley.api.projection.Views;
import dev.parley.projection.runtime.Entries;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The real index of messages on a real node, filled without the way that messages come. */
public final class FilledIndex {

    private final ElasticsearchClient client;
    private final Entries<MessageId, Indexed> index;

    /** What the index is to know of a message. */
    public record Said(MessageId message, UserId sender, Instant at, Content content, long version, boolean gone) {}

    public FilledIndex(ElasticsearchClient client) {
        this.client = client;
        LiveIndex messages = new LiveIndex(client, Views.MESSAGE_INDEX, "messages-template.json");
        messages.prepare(1, () -> {});
        this.index = new MessageIndex(client, messages.writes(1));
    }

    /** They can be found when this returns. */
    public void save(List<Said> messages) throws java.io.IOException {
        Map<MessageId, Indexed> documents = new HashMap<>();
        for (Said each : messages) {
            Indexed.Said said = Indexed.Said.of(each.content());
            documents.put(
                    each.message(),
                    new Indexed.Whole(new MessageDocument(
                            each.message().conversation(),
                            each.sender(),
                            each.message().seq(),
                            each.version(),
                            each.at(),
                            said.type(),
                            said.has(),
                            each.gone() ? "" : said.text(),
                            each.gone())));
        }
        index.save(documents);
        client.indices().refresh(refresh -> refresh.index(Views.MESSAGE_INDEX));
    }
}
