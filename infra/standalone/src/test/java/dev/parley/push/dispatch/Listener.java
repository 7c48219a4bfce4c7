package dev.parley.push.dispatch;

import dev.parley.api.conversation.ConversationId;
import dev.parley.api.people.UserId;
import dev.parley.api.session.DeviceId;
import dev.parley.push.fanout.Subscriber;
import dev.parley.push.fanout.Subscription;
import dev.parley.push.frame.CloseCode;
import dev.parley.push.frame.Encoded;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A device that writes down what it is told, and bears nothing twice and nothing out of order. */
public final class Listener implements Subscriber {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final UserId user;
    private final DeviceId device;
    private final Set<String> lines = new TreeSet<>();
    private final Map<ConversationId, Long> newest = new HashMap<>();
    private final Map<ConversationId, Long> resets = new HashMap<>();
    private final StringBuilder words = new StringBuilder();
    private boolean caughtUp;

    Listener(UserId user, int device) {
        this.user = user;
        this.device = new DeviceId(new UUID(1, device));
    }

    /** Conversation, version (as four digits) and name of each event. */
    public Set<String> lines() {
        return lines;
    }

    /** The newest version of each conversation that it knows of now. */
    public Map<ConversationId, Long> newest() {
        return newest;
    }

    /** Conversations that it has to look up for itself up to that version. */
    public Map<ConversationId, Long> resets() {
        return resets;
    }

    /** Everything it was told, as it was told. */
    public String words() {
        return words.toString();
    }

    /** Whether it was told that this is all. */
    public boolean caughtUp() {
        return caughtUp;
    }

    @Override
    public void offer(Encoded frame) {
        JsonNode json = JSON.readTree(frame.utf8());
        words.append(json).append('\n');
        switch (json.path("type").stringValue()) {
            case "event" -> {
                ConversationId conversation =
                        ConversationId.of(json.path("conversation").stringValue());
                long version = json.path("version").longValue();
                moveOn(conversation, version);
                lines.add("%s %04d %s"
                        .formatted(conversation, version, json.path("event").stringValue()));
            }
            case "reset" -> {
                ConversationId conversation =
                        ConversationId.of(json.path("conversation").stringValue());
                moveOn(conversation, json.path("version").longValue());
                resets.put(conversation, json.path("version").longValue());
            }
            case "caughtUp" -> caughtUp = true;
            case "heads" -> {
                // a sum over all that it should have by now
            }
            default -> throw new AssertionError(user + " is told " + json);
        }
    }

    private void moveOn(ConversationId conversation, long version) {
        Long before = newest.put(conversation, version);
        if (before != null && before >= version) {
            throw new AssertionError(user + " is told of " + version + " after " + before + " of " + conversation);
        }
    }

    @Override
    public UserId user() {
        return user;
    }

    @Override
    public DeviceId device() {
        return device;
    }

    @Override
    public void opened(Subscription subscription) {
        // nothing to do
    }

    @Override
    public boolean hasRoom() {
        return true;
    }

    @Override
    public Mono<Void> room() {
        return Mono.empty();
    }

    @Override
    public void close(CloseCode code) {
        throw new AssertionError(user + " is sent away: " + code);
    }
}
