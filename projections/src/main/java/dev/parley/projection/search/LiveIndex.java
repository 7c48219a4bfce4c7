package dev.parley.projection.search;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch.indices.ElasticsearchIndicesClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An index behind its alias, which is all that readers and projectors know of it. */
record LiveIndex(ElasticsearchClient client, String alias, String template) {

    private static final Logger log = LoggerFactory.getLogger(LiveIndex.class);

    /** Makes the index when there is none, and {@code anew} what belongs to a new one. Returns at once when there is one. */
    void prepare(Runnable anew) {
        ElasticsearchIndicesClient indices = client.indices();
        String first = alias + "-1";
        try (InputStream json = Objects.requireNonNull(LiveIndex.class.getResourceAsStream(template), template)) {
            indices.putIndexTemplate(put -> put.name(alias).withJson(json));
            if (!indices.existsAlias(exists -> exists.name(alias)).value()) {
                anew.run();
                indices.create(create -> create.index(first).aliases(alias, live -> live.isWriteIndex(true)));
                log.info("Made the index {}; it is filled from the beginning of the events", first);
            }
        } catch (IOException unreachable) {
            throw new UncheckedIOException(unreachable);
        }
    }
}
