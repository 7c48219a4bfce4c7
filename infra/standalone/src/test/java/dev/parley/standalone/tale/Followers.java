package dev.parley.standalone.tale;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.Membership;
import dev.parley.api.conversation.MessageId;
import dev.parley.api.people.UserId;
import dev.parley.api.projection.Views;
import dev.parley.api.wire.Topic;
import dev.parley.projection.conversation.ConversationProjections;
import dev.parley.projection.note.NoteProjections;
import dev.parley.projection.position.PositionProjections;
import dev.parley.projection.runtime.HandDriven;
import dev.parley.projection.runtime.Projection;
import dev.parley.projection.search.PlainIndex;
import dev.parley.push.dispatch.Ears;
import dev.parley.query.conversation.Eyes;
import dev.parley.query.search.Finder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Everything that follows the topics, each at its own pace and with the troubles that consumers of Kafka have. */
final class Followers {

    private final Random random;
    private final PlainMongo store = new PlainMongo();
    private final PlainIndex index = new PlainIndex();
    private final Eyes eyes = new Eyes(store.reactive());
    private final Ears ears;
    private final List<Reader> readers = new ArrayList<>();
    private final List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();

    private static final class Reader {
        final HandDriven<?, ?> projection;
        int at;

        Reader(Projection<?, ?> projection) {
            this.projection = HandDriven.of(projection);
        }
    }

    Followers(Random random, List<UserId> people) {
        this.random = random;
        this.ears = new Ears(people);
        List<Projection<?, ?>> all = new ArrayList<>(ConversationProjections.in(store.database()));
        all.add(PositionProjections.in(store.database()));
        all.add(NoteProjections.in(store.database()));
        all.add(index.projection());
        all.forEach(projection -> readers.add(new Reader(projection)));
    }

    void publish(ConsumerRecord<String, byte[]> record) {
        records.add(record);
        if (record.topic().equals(Topic.CONVERSATION_EVENTS.topicName())) {
            ears.take(List.of(record));
            if (random.nextInt(10) == 0) {
                ears.take(List.of(record)); // the relay crashed before it knew that it had published it
            }
        }
    }

    /** Some read some. */
    void goOn() {
        for (Reader reader : readers) {
            if (random.nextBoolean()) {
                read(reader, reader.at + random.nextInt(records.size() - reader.at + 1));
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
        int from = random.nextInt(4) == 0 ? Math.max(0, reader.at - 1 - random.nextInt(5)) : reader.at;
        if (random.nextInt(6) == 0) {
            reader.projection.takeAndCrash(bytes(from, from + random.nextInt(to - from + 1)));
        }
        reader.projection.take(bytes(from, to));
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
        readers.forEach(reader -> reader.projection.take(bytes(0, records.size())));
        assertThat(toString()).as("everything again").isEqualTo(before);
    }

    /** Of what is gone there is no word left anywhere. */
    void holdNoWordOf(Collection<PlainConversation> conversations) {
        String all = toString();
        for (PlainConversation each : conversations) {
            for (PlainMessage message : each.messages) {
                if (message.gone != null) {
                    assertThat(all).as("message %s", message.seq).doesNotContain(message.texts);
                }
            }
        }
    }

    /** Once caught up, everybody sees what they should, by every way. */
    void showWhatTheyShould(Collection<PlainConversation> conversations, List<UserId> people) {
        for (UserId user : people) {
            PlainEyes should = new PlainEyes(conversations, user);
            assertThat(eyes.list(user)).as("list of %s", user).isEqualTo(should.list());
            assertThat(ears.heard(user)).as("pushed to %s", user).isEqualTo(should.heard());
            assertThat(found(user)).as("found by %s", user).isEqualTo(should.found());
            for (PlainConversation each : conversations) {
                if (each.group.has(user)) {
                    assertThat(eyes.history(user, each.group.id))
                            .as("read by %s", user)
                            .isEqualTo(should.history(each));
                    showWhoElseIsThere(each, user);
                }
            }
        }
    }

    private void showWhoElseIsThere(PlainConversation conversation, UserId user) {
        PlainGroup group = conversation.group;
        assertThat(eyes.people(group.id)).as("people").isEqualTo(PlainEyes.people(group));
        int said = conversation.messages.size();
        if (said > 0 && group.seats.get(user).sees(said)) {
            assertThat(eyes.readers(user, new MessageId(group.id, said)))
                    .as("who has read the last, asked by %s", user)
                    .isEqualTo(PlainEyes.readers(conversation, conversation.messages.getLast()));
        }
    }

    private Set<String> found(UserId user) {
        Map<ConversationId, Membership> memberships = eyes.memberships(user);
        Finder finder = new Finder(memberships);
        Set<String> found = new TreeSet<>();
        index.each(message -> {
            if (finder.finds(message.conversation(), message.seq())) {
                found.add(message.conversation() + " " + message.text());
            }
        });
        return found;
    }

    @Override
    public String toString() {
        return store + "\n" + index;
    }
}
