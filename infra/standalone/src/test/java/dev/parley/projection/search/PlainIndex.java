package dev.parley.projection.search;

import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.MessageId;
import dev.parley.projection.runtime.Entries;
import dev.parley.projection.runtime.Progress;
import dev.parley.projection.runtime.Projection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The index of messages as a map. */
public final class PlainIndex implements Entries<MessageId, Indexed>, Progress {

    private final Map<MessageId, MessageDocument> documents = new HashMap<>();
    private final Map<String, Long> versions = new HashMap<>();

    /** A message that can be found. */
    public record Findable(ConversationId conversation, long seq, String text) {}

    public Projection<?, ?> projection() {
        return new Projection<>(new SearchProjector(), this, this);
    }

    /** What is left when everything is taken out that is marked as gone, as every search does. */
    public void each(Consumer<Findable> reader) {
        documents.values().stream()
                .filter(document -> !document.deleted())
                .forEach(document ->
                        reader.accept(new Findable(document.conversation(), document.seq(), document.text())));
    }

    public void forgetProgress() {
        versions.clear();
    }

    @Override
    public Map<MessageId, Indexed> load(Set<MessageId> messages) {
        return Map.of();
    }

    @Override
    public void save(Map<MessageId, Indexed> changed) {
        changed.forEach((message, indexed) -> documents.compute(message, (id, before) -> switch (indexed) {
            case Indexed.Whole(MessageDocument document) ->
                before == null || before.version() < document.version() ? document : before;
            case Indexed.Later later -> {
                if (before == null) {
                    throw new AssertionError("Something happens to " + message + ", which is not in the index.");
                }
                yield later.of(before);
            }
        }));
    }

    @Override
    public Map<String, Long> offsets(Set<String> keys) {
        return Map.of();
    }

    @Override
    public void saveOffsets(Map<String, Long> offsets) {
        // Nobody asks how far the index is.
    }

    @Override
    public Map<String, Long> versions(Set<String> keys) {
        Map<String, Long> known = new HashMap<>(versions);
        known.keySet().retainAll(keys);
        return known;
    }

    @Override
    public void saveVersions(Map<String, Long> applied) {
        versions.putAll(applied);
    }

    @Override
    public String toString() {
        Map<String, MessageDocument> sorted = new TreeMap<>();
        documents.forEach((message, document) -> sorted.put(message.toString(), document));
        return sorted.toString();
    }
}
