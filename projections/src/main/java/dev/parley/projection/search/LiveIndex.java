package dev.parley.projection.search;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch.indices.ElasticsearchIndicesClient;
import dev.parley.projection.runtime.StoredJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** An index behind its alias, which is all that readers and projectors know of it. */
record LiveIndex(ElasticsearchClient client, String alias, String template) {

    private static final Logger log = LoggerFactory.getLogger(LiveIndex.class);

    /**
     * Makes the index when there is none, or none that today's documents fit into, and {@code anew} what belongs to a new one. Returns at
     * once when there is one.
     */
    void prepare(Runnable anew) {
        ElasticsearchIndicesClient indices = client.indices();
        try {
            JsonNode wanted = read();
            indices.putIndexTemplate(put -> put.name(alias).withJson(new StringReader(wanted.toString())));
            if (!indices.existsAlias(exists -> exists.name(alias)).value()) {
                anew.run();
                make(alias + "-1");
            } else if (shape(wanted) != liveShape()) {
                renew(anew);
            }
        } catch (IOException unreachable) {
            throw new UncheckedIOException(unreachable);
        }
    }

    private void make(String index) throws IOException {
        client.indices().create(create -> create.index(index).aliases(alias, live -> live.isWriteIndex(true)));
        log.info("Made the index {}; it is filled from the beginning of the events", index);
    }

    /** The old one goes with its alias, after the progress: a crash on the way leaves no alias, and what has none is made. */
    private void renew(Runnable anew) throws IOException {
        List<String> old = List.copyOf(
                client.indices().getAlias(get -> get.name(alias)).aliases().keySet());
        int newest = old.stream()
                .mapToInt(index -> Integer.parseInt(index.substring(alias.length() + 1)))
                .max()
                .orElse(0);
        log.info("The index {} has the fields of an earlier version and is replaced", old);
        anew.run();
        client.indices().delete(delete -> delete.index(old));
        make(alias + "-" + (newest + 1));
    }

    /** Which fields a document has, and how they are analysed, as a number; 1 where none is said. */
    private static int shape(JsonNode template) {
        return template.at("/template/mappings/_meta/shape").asInt(1);
    }

    private int liveShape() throws IOException {
        return client.indices().getMapping(get -> get.index(alias)).mappings().values().stream()
                .map(index -> index.mappings().meta().get("shape"))
                .mapToInt(shape -> shape == null ? 1 : shape.to(Integer.class))
                .min()
                .orElse(1);
    }

    private JsonNode read() throws IOException {
        try (InputStream json = Objects.requireNonNull(LiveIndex.class.getResourceAsStream(template), template)) {
            return StoredJson.MAPPER.readTree(json);
        }
    }
}
