package dev.parley.push.dispatch;

import dev.parley.api.conversation.ConversationEvent;
import dev.parley.api.conversation.ConversationEvent.ConversationCreated;
import dev.parley.api.conversation.ConversationEvent.MemberKicked;
import dev.parley.api.conversation.ConversationEvent.MemberLeft;
import dev.parley.api.conversation.ConversationEvent.MembersAdded;
import dev.parley.api.conversation.ConversationEvent.MessageSent;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.GroupEvent.GroupDisbanded;
import dev.parley.api.conversation.MessageEvent.MessageEdited;
import dev.parley.api.conversation.MessageEvent.MessageExpired;
import dev.parley.api.conversation.MessageEvent.MessageRecalled;
import dev.parley.api.people.PeopleEvent;
import dev.parley.api.wire.EventHeaders;
import dev.parley.api.wire.EventTypes;
import dev.parley.api.wire.Upcasts;
import dev.parley.push.frame.Encoded;
import dev.parley.push.frame.EventFrames;
import dev.parley.push.tail.MembershipChange;
import dev.parley.push.tail.Published;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Makes of a record what the gateway needs: an event's frame, encoded once for everybody, and what it does to memberships; or a fact. */
@Component
final class Records {

    private static final TypeReference<Map<String, @Nullable Object>> OBJECT = new TypeReference<>() {};

    private final Map<String, Class<? extends ConversationEvent>> types = EventTypes.of(ConversationEvent.class);

    private final Map<String, Class<? extends PeopleEvent>> people = EventTypes.of(PeopleEvent.class);

    private final JsonMapper json;
    private final EventFrames frames;

    Records(JsonMapper json, EventFrames frames) {
        this.json = json;
        this.frames = frames;
    }

    /** Throws when it is no event of ours. */
    Published event(ConsumerRecord<String, byte[]> record) {
        ConversationId conversation = ConversationId.of(record.key());
        long version = Long.parseLong(header(record, EventHeaders.VERSION));
        String type = header(record, EventHeaders.TYPE);
        byte[] body = newest(type, record);
        ConversationEvent event = parse(type, body);
        return new Published(
                record.partition(),
                record.offset(),
                conversation,
                version,
                event instanceof MessageSent sent ? sent.seq() : 0,
                event == null ? null : change(event),
                event == null ? null : words(event),
                frame(record, conversation, version, type, body));
    }

    /** Null for an event of a newer version of ourselves. Throws when it is none of ours. */
    @Nullable
    PeopleEvent people(ConsumerRecord<String, byte[]> record) {
        String name = header(record, EventHeaders.TYPE);
        Class<? extends PeopleEvent> type = people.get(name);
        return type == null ? null : json.readValue(newest(name, record), type);
    }

    /** Throws when it is no such fact of ours. */
    <T> T fact(ConsumerRecord<String, byte[]> record, Class<T> type) {
        return json.readValue(record.value(), type);
    }

    /** The body goes out as it came in: what the store holds is what everybody gets. */
    private Encoded frame(
            ConsumerRecord<String, byte[]> record,
            ConversationId conversation,
            long version,
            String type,
            byte[] body) {
        Header by = record.headers().lastHeader(EventHeaders.BY);
        return frames.of(
                conversation,
                version,
                type,
                Instant.parse(header(record, EventHeaders.TIME)),
                by == null ? null : new String(by.value(), StandardCharsets.UTF_8),
                new String(body, StandardCharsets.UTF_8),
                position(record));
    }

    private static long position(ConsumerRecord<?, ?> record) {
        Header position = record.headers().lastHeader(EventHeaders.POSITION);
        return position == null ? 0 : Long.parseLong(new String(position.value(), StandardCharsets.UTF_8));
    }

    /** The body in its newest revision; the same bytes when that is what it is. */
    private byte[] newest(String type, ConsumerRecord<String, byte[]> record) {
        Header revision = record.headers().lastHeader(EventHeaders.REVISION);
        String published = revision == null ? null : new String(revision.value(), StandardCharsets.UTF_8);
        return published == null || !Upcasts.concerns(type, published)
                ? record.value()
                : json.writeValueAsBytes(Upcasts.newest(type, published, json.readValue(record.value(), OBJECT)));
    }

    /** Null for an event of a newer version of ourselves: it changes nothing that we know of, and still goes out. */
    private @Nullable ConversationEvent parse(String name, byte[] body) {
        Class<? extends ConversationEvent> type = types.get(name);
        if (type == null) {
            json.readTree(body); // what is not JSON must not break the frame around it
            return null;
        }
        return json.readValue(body, type);
    }

    private static @Nullable MembershipChange change(ConversationEvent event) {
        return switch (event) {
            case ConversationCreated created -> new MembershipChange.Joined(created.members(), 0, 0);
            case MembersAdded added -> new MembershipChange.Joined(added.members(), added.headSeq(), added.afterSeq());
            case MemberKicked kicked -> new MembershipChange.Ended(kicked.member(), kicked.headSeq());
            case MemberLeft left -> new MembershipChange.Ended(left.by(), left.headSeq());
            case GroupDisbanded disbanded -> new MembershipChange.Disbanded(disbanded.headSeq());
            case ConversationEvent other -> null;
        };
    }

    private static Published.@Nullable Words words(ConversationEvent event) {
        return switch (event) {
            case MessageSent sent -> new Published.Words.Said(sent.seq());
            case MessageEdited edited ->
                new Published.Words.Said(edited.message().seq());
            case MessageRecalled recalled ->
                new Published.Words.TakenBack(recalled.message().seq());
            case MessageExpired expired ->
                new Published.Words.TakenBack(expired.message().seq());
            case ConversationEvent other -> null;
        };
    }

    private static String header(ConsumerRecord<?, ?> record, String name) {
        Header header = record.headers().lastHeader(name);
        if (header == null) {
            throw new IllegalArgumentException("A record at " + record.topic() + "-" + record.partition() + "@"
                    + record.offset() + " lacks its header " + name);
        }
        return new String(header.value(), StandardCharsets.UTF_8);
    }
}
