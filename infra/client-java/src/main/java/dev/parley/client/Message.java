package dev.parley.client;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is to be said, in a conversation or to a person.
 *
 * @param clientId under which it is said once, however often it is sent; keep it to send the same message after a restart
 * @param content {@code {type, …}} as the REST surface describes it
 */
public record Message(
        @Nullable String conversation,
        @Nullable String to,
        String clientId,
        JsonNode content,
        @Nullable String replyTo,
        List<String> mentions,
        @Nullable Long expiresInSeconds) {

    public Message {
        if ((conversation == null) == (to == null)) {
            throw new IllegalArgumentException("A message goes to a conversation or to a person");
        }
        mentions = List.copyOf(mentions);
    }

    public static Message text(String conversation, String text) {
        return new Message(conversation, null, fresh(), content(text), null, List.of(), null);
    }

    /** The direct conversation is made when there is none. */
    public static Message textTo(String user, String text) {
        return new Message(null, user, fresh(), content(text), null, List.of(), null);
    }

    public Message as(String otherClientId) {
        return new Message(conversation, to, otherClientId, content, replyTo, mentions, expiresInSeconds);
    }

    public Message inReplyTo(String message) {
        return new Message(conversation, to, clientId, content, message, mentions, expiresInSeconds);
    }

    public Message mentioning(List<String> users) {
        return new Message(conversation, to, clientId, content, replyTo, users, expiresInSeconds);
    }

    String destination() {
        return conversation == null ? "to " + to : "in " + conversation;
    }

    ObjectNode frame() {
        ObjectNode frame = Frames.frame("send").put("clientId", clientId);
        if (conversation != null) {
            frame.put("conversation", conversation);
        } else {
            frame.put("to", to);
        }
        frame.set("content", content);
        if (replyTo != null) {
            frame.put("replyTo", replyTo);
        }
        if (!mentions.isEmpty()) {
            mentions.forEach(frame.putArray("mentions")::add);
        }
        if (expiresInSeconds != null) {
            frame.put("expiresInSeconds", expiresInSeconds);
        }
        return frame;
    }

    private static String fresh() {
        return UUID.randomUUID().toString();
    }

    private static JsonNode content(String text) {
        return JsonMapper.shared().createObjectNode().put("type", "text").put("text", text);
    }
}
