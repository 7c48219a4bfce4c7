package dev.parley.projection.search;

import static dev.parley.projection.Story.ANA;
import static dev.parley.projection.Story.BEN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.conversation.MessageId;
import dev.parley.projection.Story;
import dev.parley.projection.runtime.Driven;
import dev.parley.projection.runtime.Entries;
import dev.parley.projection.runtime.MemoryKafka;
import dev.parley.projection.runtime.Progress;
import dev.parley.projection.runtime.Projection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SearchProjectorTest {

    private final Map<MessageId, MessageDocument> index = new HashMap<>();
    private final Map<String, Long> marks = new HashMap<>();
    private final MemoryKafka kafka = new MemoryKafka();
    private final Driven<?, ?> projection =
            Driven.by(new Projection<>(new SearchProjector(), new Index(), new Marks()), kafka);

    private final class Index implements Entries<MessageId, Indexed> {
        @Override
        public Map<MessageId, Indexed> load(Set<MessageId> keys) {
            return Map.of();
        }

        @Override
        public void save(Map<MessageId, Indexed> entries) {
            entries.forEach((message, indexed) -> {
                switch (indexed) {
                    case Indexed.Whole(MessageDocument document) ->
                        index.merge(
                                message, document, (known, other) -> known.version() > other.version() ? known : other);
                    case Indexed.Later later -> index.computeIfPresent(message, (same, known) -> later.of(known));
                }
            });
        }
    }

    private final class Marks implements Progress {
        @Override
        public Map<String, Long> offsets(Set<String> keys) {
            return versions(keys);
        }

        @Override
        public void saveOffsets(Map<String, Long> offsets) {
            marks.putAll(offsets);
        }

        @Override
        public Map<String, Long> versions(Set<String> keys) {
            Map<String, Long> found = new HashMap<>(marks);
            found.keySet().retainAll(keys);
            return found;
        }

        @Override
        public void saveVersions(Map<String, Long> versions) {
            marks.putAll(versions);
        }
    }

    @Test
    void messagesAreIndexedWithWhatTheyAreFoundBy() {
        Story story = Story.aGroupOf(ANA, BEN).says(ANA, "发布v2.1").leaves(BEN).says(ANA, "alone");
        kafka.publish(story.events());
        kafka.publish(story.events());
        projection.read();
        projection.restart();
        kafka.publish(story.events());
        projection.read();

        assertThat(index).containsOnlyKeys(story.message(1), story.message(2));
        assertThat(index.get(story.message(1)))
                .isEqualTo(new MessageDocument(
                        story.conversation(), ANA, 1, 1, story.at(1), "text", Set.of(), "发布v2.1", false));
        assertThat(kafka.deadLetters()).isEmpty();
    }
}
