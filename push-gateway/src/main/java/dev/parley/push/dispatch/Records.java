package dev.parley.push.dispatch;

import dev.parley.api.conversation.ConversationEvent;
import dev.parley.api.conversation.ConversationEvent.ConversationCreated;
import dev.parley.api.conversation.ConversationEvent.MemberKicked;
import dev.parley.api.conversation.ConversationEvent.MemberLeft;
import dev.parley.api.conversation.ConversationEvent.MembersAdded;
import dev.parley.api.conversation.ConversationEvent.MessageSent;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.position.PositionMoved;
import dev.parley.api.wire.EventHeaders;
import dev.parley.api.wire.EventTypes;
import dev.parley.push.frame.Encoded;
import dev.parley.push.frame.FrameCodec;
import dev.parley.push.frame.ServerFrame;
import dev.parley.push.tail.MembershipChange;
import dev.parley.push.tail.Published;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Makes of a record what the gateway needs: an event's frame, encoded once for everybody, and what it does to memberships; or a position. */
@Component
final class Records {

    private final Map<String, Class<? extends ConversationEvent>> types = EventTypes.of(ConversationEvent.class);

    private final JsonMapper json;
    private final FrameCodec frames;

    Records(JsonMapper json, FrameCodec frames) {
        this.json = json;
        this.frames = frames;
    }

    /** Throws when it is no event of ours. */
    Published event(ConsumerRecord<String, byte[]> record) {
        ConversationId conversation = ConversationId.of(record.key());
        long version = Long.parseLong(header(record, EventHeaders.VERSION));
        ConversationEvent event = parse(record);
        return new Published(
                record.partition(),
                record.offset(),
                conversation,
                version,
                event instanceof MessageSent sent ? sent.seq() : 0,
                event == null ? null : change(event),
                frame(record, conversation, version));
    }

    /** Throws when it is no position of ours. */
    PositionMoved position(ConsumerRecord<String, byte[]> record) {
        return json.readValue(record.value(), PositionMoved.class);
    }

    /** The body goes out as it came in: what the store holds is what everybody gets. */
    private Encoded frame(ConsumerRecord<String, byte[]> record, ConversationId conversation, long version) {
        Header by = record.headers().lastHeader(EventHeaders.BY);
        return frames.encode(new ServerFrame.Event(
                conversation,
                version,
                header(record, EventHeaders.TYPE),
                Instant.parse(header(record, EventHeaders.TIME)),
                by == null ? null : new String(by.value(), StandardCharsets.UTF_8),
                new String(record.value(), StandardCharsets.UTF_8)));
    }

    /** Null for an event of a newer version of ourselves: it changes nothing that we know of, and still goes out. */
    private @Nullable ConversationEvent parse(ConsumerRecord<String, byte[]> record) {
        Class<? extends ConversationEvent> type = types.get(header(record, EventHeaders.TYPE));
        if (type == null) {
            json.readTree(record.value()); // what is not JSON must not break the frame around it
            return null;
        }
        return json.readValue(record.value(), type);
    }

    private static @Nullable MembershipChange change(ConversationEvent event) {
        return switch (event) {
            case ConversationCreated created -> new MembershipChange.Joined(created.members(), 0);
            case MembersAdded added -> new MembershipChange.Joined(added.members(), added.headSeq());
            case MemberKicked kicked -> new MembershipChange.Ended(kicked.member(), kicked.headSeq());
            case MemberLeft left -> new MembershipChange.Ended(left.by(), left.headSeq());
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
