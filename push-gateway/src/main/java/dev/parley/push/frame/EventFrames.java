package dev.parley.push.frame;

import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.MembershipEvent;
import dev.parley.api.conversation.MessageEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The frames of events: as the store holds them, and less where not everybody may know, or nobody any more. */
@Component
public final class EventFrames {

    private static final String WITHHELD = "Withheld";

    private final JsonMapper json;
    private final FrameCodec frames;

    public EventFrames(JsonMapper json, FrameCodec frames) {
        this.json = json;
        this.frames = frames;
    }

    /**
     * @param data the event's JSON, which goes out as it is
     * @param position in the event store; 0 where it is not known
     */
    public Encoded of(
            ConversationId conversation,
            long version,
            String event,
            Instant at,
            @Nullable String by,
            String data,
            long position) {
        byte[] frame = frames.message(
                MembershipEvent.FOR_ADMINS.contains(event)
                        ? new ServerFrame.Event(conversation, version, WITHHELD, at, null, null)
                        : new ServerFrame.Event(conversation, version, event, at, by, data));
        return new Encoded(frame, position);
    }

    /** What is left of a message's frame when the message is recalled, or its time is over. */
    public Encoded withoutWords(Encoded frame) {
        ObjectNode whole = (ObjectNode) json.readTree(frame.utf8());
        if (whole.get("data") instanceof ObjectNode data) {
            data.remove(MessageEvent.WORDS);
        }
        return new Encoded(json.writeValueAsBytes(whole), frame.position());
    }
}
