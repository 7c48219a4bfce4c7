package dev.parley.push.frame;

import static dev.parley.api.InvalidInput.required;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.api.InvalidInput;
import dev.parley.api.conversation.Content;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.Extensions;
import dev.parley.api.conversation.MessageId;
import dev.parley.api.people.UserId;
import dev.parley.api.presence.DeviceState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client may say. Constructors hold the limits and name the field that broke one. The answer to a frame carries its
 * {@code id}.
 */
public sealed interface ClientFrame {

    /** In UTF-16 units. */
    int MAX_ID = 64;

    @Nullable
    String id();

    /** Who it is; the first frame, unless the handshake carried the token. Later: a newer token of the same device. */
    record Auth(@Nullable String id, String token) implements ClientFrame {
        public Auth {
            required("token", token);
        }
    }

    /** What the device has: the newest version of each conversation. It is sent what it lacks. */
    record Resume(@Nullable String id, Map<ConversationId, Long> heads) implements ClientFrame {
        public Resume {
            heads = Map.copyOf(heads);
        }

        /** Values are looked at here, not by Jackson, so that the answer names the conversation whose head makes no sense. */
        @JsonCreator
        static Resume of(
                @JsonProperty("id") @Nullable String id, @JsonProperty("heads") @Nullable Map<String, Object> heads) {
            Map<ConversationId, Long> checked = new LinkedHashMap<>();
            required("heads", heads).forEach((conversation, version) -> {
                String field = "heads." + conversation;
                if (!(version instanceof Integer || version instanceof Long) || ((Number) version).longValue() < 0) {
                    throw new InvalidInput(field, "A head is a version: a whole number from 0.");
                }
                try {
                    checked.put(ConversationId.of(conversation), ((Number) version).longValue());
                } catch (InvalidInput e) {
                    throw new InvalidInput(field, e.detail());
                }
            });
            return new Resume(id, checked);
        }
    }

    /** Says something in a conversation, or to a person in the direct one that is made when there is none. */
    record Send(
            @Nullable String id,
            @Nullable ConversationId conversation,
            @Nullable UserId to,
            String clientId,
            Content content,
            @Nullable MessageId replyTo,
            List<UserId> mentions,
            @Nullable Boolean mentionsEveryone,
            @Nullable Long expiresInSeconds,
            @Nullable Extensions extensions)
            implements ClientFrame {

        // JSON may leave the list out, so the check for null is real although the type says otherwise.
        @SuppressWarnings("ConstantValue")
        public Send {
            if (conversation == null && to == null) {
                throw new InvalidInput("conversation", "A message needs a conversation, or a person it goes to.");
            }
            if (conversation != null && to != null) {
                throw new InvalidInput("to", "A message goes to a conversation or to a person, not to both.");
            }
            required("clientId", clientId);
            content = required("content", content).checkedAsSaid();
            mentions = mentions == null ? List.of() : List.copyOf(mentions);
            if (extensions != null) {
                extensions.require("extensions");
            }
        }
    }

    /** Everything up to {@code seq} has been read. */
    record Read(@Nullable String id, ConversationId conversation, Long seq) implements ClientFrame {
        public Read {
            required("conversation", conversation);
            required("seq", seq);
        }
    }

    /** Everything up to {@code seq} has arrived. */
    record Delivered(@Nullable String id, ConversationId conversation, Long seq) implements ClientFrame {
        public Delivered {
            required("conversation", conversation);
            required("seq", seq);
        }
    }

    record Typing(@Nullable String id, ConversationId conversation, Boolean active) implements ClientFrame {
        public Typing {
            required("conversation", conversation);
            required("active", active);
        }
    }

    /** Whose presence this connection wants to see; replaces the earlier list. */
    record Watch(@Nullable String id, List<UserId> users) implements ClientFrame {
        public Watch {
            users = List.copyOf(required("users", users));
        }
    }

    record Status(@Nullable String id, State state) implements ClientFrame {
        public Status {
            required("state", state);
        }

        /** What a person says of themselves. */
        public enum State {
            @JsonProperty("online")
            ONLINE(DeviceState.ONLINE),
            @JsonProperty("away")
            AWAY(DeviceState.AWAY);

            private final DeviceState device;

            State(DeviceState device) {
                this.device = device;
            }

            public DeviceState device() {
                return device;
            }
        }
    }

    record Ping(@Nullable String id) implements ClientFrame {}
}
