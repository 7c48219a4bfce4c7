package dev.parley.projection.search;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.elasticsearch.indices.ElasticsearchIndicesClient;
import dev.parley.projection.runtime.StoredJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * An index in its generations. Readers know its alias alone, which stands for the live generation; projectors write through an alias that
 * each generation has of its own, so that a write that comes too late makes no index anew.
 */
record LiveIndex(ElasticsearchClient client, String alias, String template) {

    private static final Logger log = LoggerFactory.getLogger(LiveIndex.class);

    /** The index itself. */
    String index(int generation) {
        return alias + "-" + generation;
    }

    /** What a projector writes to. */
    String writes(int generation) {
        return index(generation) + ".writes";
    }

    /**
     * Makes the index when there is none, or none that today's documents fit into, and {@code anew} what belongs to a new one. Returns at
     * once when there is one.
     */
    void prepare(int generation, Runnable anew) {
        ElasticsearchIndicesClient indices = client.indices();
        String index = index(generation);
        try {
            JsonNode wanted = read();
            indices.putIndexTemplate(put -> put.name(alias).withJson(new StringReader(wanted.toString())));
            if (indices.exists(exists -> exists.index(index)).value() && shape(wanted) != shapeOf(index)) {
                log.info("The index {} has the fields of an earlier version and is replaced", index);
                anew.run();
                indices.delete(delete -> delete.index(index));
            }
            if (!indices.exists(exists -> exists.index(index)).value()) {
                anew.run();
                indices.create(create -> create.index(index));
                log.info("Made the index {}; it is filled from the beginning of the events", index);
            }
            boolean readable = generation > 0; // below are those that nobody ever reads
            if (readable && !indices.existsAlias(exists -> exists.name(alias)).value()) {
                name(index, alias);
            }
            if (!indices.existsAlias(exists -> exists.name(writes(generation))).value()) {
                name(index, writes(generation));
            }
        } catch (IOException unreachable) {
            throw new UncheckedIOException(unreachable);
        }
    }

    private void name(String index, String other) throws IOException {
        client.indices()
                .updateAliases(update -> update.actions(
                        action -> action.add(add -> add.index(index).alias(other))));
    }

    /** Which fields a document has, and how they are analysed, as a number; 1 where none is said. */
    private static int shape(JsonNode template) {
        return template.at("/template/mappings/_meta/shape").asInt(1);
    }

    private int shapeOf(String index) throws IOException {
        return client.indices().getMapping(get -> get.index(index)).mappings().values().stream()
                .map(each -> each.mappings().meta().get("shape"))
                .mapToInt(shape -> shape == null ? 1 : shape.to(Integer.class))
                .min()
                .orElse(1);
    }

    private JsonNode read() throws IOException {
        try (InputStream json = Objects.requireNonNull(LiveIndex.class.getResourceAsStream(template), template)) {
            return StoredJson.MAPPER.readTree(json);
        }
    }

    /** The generation that the alias stands for; the first when it stands for none yet. */
    int live() {
        try {
            if (!client.indices().existsAlias(exists -> exists.name(alias)).value()) {
                return 1;
            }
            return client.indices().getAlias(get -> get.name(alias)).aliases().keySet().stream()
                    .mapToInt(index -> Integer.parseInt(index.substring(alias.length() + 1)))
                    .max()
                    .orElse(1);
        } catch (IOException unreachable) {
            throw new UncheckedIOException(unreachable);
        }
    }

    /** Everything written so far can be found when the alias moves, which it does in one step. */
    void makeLive(int generation) {
        try {
            client.indices().refresh(refresh -> refresh.index(index(generation)));
            client.indices()
                    .updateAliases(update -> update.actions(action -> action.remove(remove ->
                                    remove.index(alias + "-*").alias(alias).mustExist(false)))
                            .actions(action -> action.add(
                                    add -> add.index(index(generation)).alias(alias))));
        } catch (IOException unreachable) {
            throw new UncheckedIOException(unreachable);
        }
    }

    void drop(int generation) {
        try {
            client.indices().delete(delete -> delete.index(index(generation)).ignoreUnavailable(true));
        } catch (IOException unreachable) {
            throw new UncheckedIOException(unreachable);
        }
    }
}
