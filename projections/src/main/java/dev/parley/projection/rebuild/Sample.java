package dev.parley.projection.rebuild;

import dev.parley.api.projection.Projectors;
import dev.parley.api.projection.Views;
import dev.parley.api.wire.Topic;
import dev.parley.projection.runtime.CanonicalText;
import dev.parley.projection.runtime.StoredJson;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.zip.CRC32;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;

/**
 * Some conversations, chosen by chance: their events, and what views hold of them. Views that are not about conversations cannot be
 * sampled and count as a whole.
 *
 * @param share of all conversations, 0 to 1
 */
record Sample(double share, String salt) {

    static final Sample EVERYTHING = new Sample(1, "");

    private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};
    private static final int ID_LENGTH = 36;
    private static final Set<String> ABOUT_CONVERSATIONS = Set.of(
            Projectors.HEADS,
            Projectors.HISTORY,
            Projectors.MEMBERSHIPS,
            Projectors.MENTIONS,
            Projectors.POSITIONS,
            Projectors.SEARCH);
    /** A document for each person, in it a field for each conversation. */
    private static final Set<String> BY_PERSON = Set.of(Views.MEMBERSHIPS, Views.MENTIONS, Views.POSITIONS);

    private static final Set<String> BY_CONVERSATION = Set.of("conversations", "asking");

    boolean contains(String conversation) {
        CRC32 hash = new CRC32();
        hash.update((salt + conversation).getBytes(StandardCharsets.UTF_8));
        return hash.getValue() < share * (1L << Integer.SIZE);
    }

    Predicate<ConsumerRecord<byte[], byte[]>> keys(String projector) {
        if (share >= 1 || !ABOUT_CONVERSATIONS.contains(projector)) {
            return record -> true;
        }
        return record -> {
            String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
            boolean position = record.topic().equals(Topic.POSITIONS.topicName());
            return contains(position ? key.substring(key.indexOf(':') + 1) : key);
        };
    }

    Comparison.Scope scope(String projector, String collection) {
        if (share >= 1 || !ABOUT_CONVERSATIONS.contains(projector)) {
            return Comparison.Scope.ALL;
        }
        return BY_PERSON.contains(collection)
                ? new Comparison.Scope(id -> true, this::part)
                : new Comparison.Scope(id -> contains(id.substring(0, Math.min(ID_LENGTH, id.length()))), text -> text);
    }

    private @Nullable String part(@Nullable String text) {
        if (text == null) {
            return null;
        }
        Map<String, Object> document = StoredJson.MAPPER.readValue(text, FIELDS);
        document.keySet().retainAll(BY_CONVERSATION);
        document.replaceAll((field, inside) -> sampled(inside));
        return CanonicalText.of(document);
    }

    private Object sampled(Object inside) {
        if (!(inside instanceof Map<?, ?> all)) {
            return inside;
        }
        Map<Object, Object> some = new HashMap<>(all);
        some.keySet().removeIf(conversation -> !contains(conversation.toString()));
        return some;
    }
}
