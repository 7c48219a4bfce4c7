package dev.parley.standalone.tale;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.projection.Views;
import dev.parley.api.wire.Topic;
import dev.parley.projection.contact.ContactProjections;
import dev.parley.projection.conversation.ConversationProjections;
import dev.parley.projection.note.NoteProjections;
import dev.parley.projection.people.PeopleProjections;
import dev.parley.projection.position.PositionProjections;
import dev.parley.projection.runtime.HandDriven;
import dev.parley.projection.runtime.Projection;
import dev.parley.projection.runtime.Shelf;
import dev.parley.projection.search.PlainIndex;
import dev.parley.push.dispatch.Ears;
import dev.parley.query.conversation.Eyes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Everything that follows the topics, each at its own pace and with the troubles that consumers of Kafka have. */
final class Followers {

    private final Chance chance;
    private final PlainMongo store = new PlainMongo();
    private final PlainIndex index = new PlainIndex();
    private final List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    private final Eyes eyes = new Eyes(store.reactive(), records::size);
    private final Ears ears = new Ears(store.client());
    private final List<Reader> readers = new ArrayList<>();

    private static final class Reader {
        final HandDriven<?, ?> projection;
        int at;

        Reader(Projection<?, ?> projection) {
            this.projection = HandDriven.of(projection);
        }
    }

    Followers(Chance chance) {
        this.chance = chance;
        List<Shelf> views = new ArrayList<>(ConversationProjections.in(store.database()));
        views.add(PositionProjections.in(store.database()));
        views.add(NoteProjections.in(store.database()));
        views.add(PeopleProjections.in(store.database()));
        views.add(ContactProjections.in(store.database()));
        views.forEach(view -> readers.add(new Reader(view.generation(1))));
        readers.add(new Reader(index.projection()));
    }

    PlainMongo store() {
        return store;
    }

    Eyes eyes() {
        return eyes;
    }

    Ears ears() {
        return ears;
    }

    PlainIndex index() {
        return index;
    }

    /** @param record makes one for the offset that it gets */
    void publish(LongFunction<ConsumerRecord<String, byte[]>> record) {
        append(record.apply(records.size()));
        if (chance.oneIn(10)) {
            append(record.apply(records.size())); // the relay crashed before it knew that it had published it
        }
    }

    private void append(ConsumerRecord<String, byte[]> record) {
        records.add(record);
        if (record.topic().equals(Topic.CONVERSATION_EVENTS.topicName())) {
            ears.take(record);
        }
    }

    /** Some read some. */
    void goOn() {
        for (Reader reader : readers) {
            if (chance.heads()) {
                read(reader, reader.at + chance.below(records.size() - reader.at + 1));
            }
        }
    }

    void catchUp() {
        readers.forEach(reader -> read(reader, records.size()));
    }

    private void read(Reader reader, int to) {
        if (to == reader.at) {
            return;
        }
        int from = chance.oneIn(4) ? Math.max(0, reader.at - 1 - chance.below(5)) : reader.at;
        if (chance.oneIn(6)) {
            reader.projection.takeAndCrash(bytes(from, from + chance.below(to - from + 1)));
        }
        reader.projection.take(bytes(from, to), to);
        reader.at = to;
    }

    private List<ConsumerRecord<byte[], byte[]>> bytes(int from, int to) {
        List<ConsumerRecord<byte[], byte[]>> some = new ArrayList<>();
        for (ConsumerRecord<String, byte[]> each : records.subList(from, to)) {
            ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>(
                    each.topic(), 0, each.offset(), each.key().getBytes(UTF_8), each.value());
            each.headers().forEach(record.headers()::add);
            some.add(record);
        }
        return some;
    }

    /** Everything again, to projectors that have forgotten how far they were, leaves everything as it is. */
    void bearEverythingAgain() {
        String before = toString();
        store.forget(Views.APPLIED_VERSIONS);
        index.forgetProgress();
        readers.forEach(reader -> reader.projection.take(bytes(0, records.size()), records.size()));
        assertThat(toString()).as("everything again").isEqualTo(before);
    }

    @Override
    public String toString() {
        return store + "\n" + index;
    }
}
