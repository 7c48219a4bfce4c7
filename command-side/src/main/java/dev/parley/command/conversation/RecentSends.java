package dev.parley.command.conversation;

import dev.parley.api.CommandRefused;
import dev.parley.api.Reason;
import dev.parley.api.conversation.Content;
import dev.parley.api.conversation.ConversationEvent.MessageSent;
import dev.parley.api.conversation.MessageAccepted;
import dev.parley.api.conversation.MessageId;
import dev.parley.api.people.UserId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The newest sends of a conversation, known again by sender and client id. The oldest are forgotten first. */
final class RecentSends {

    private static final int FINGERPRINT_BYTES = 12;

    private record Key(UserId sender, String clientId) {}

    private record Sent(String fingerprint, MessageAccepted answer) {}

    private final Map<Key, Sent> sends = new LinkedHashMap<>();

    /**
     * The first answer, when this was sent before.
     *
     * @throws CommandRefused {@code CONFLICT} when the same client id said something else
     */
    Optional<MessageAccepted> find(
            UserId sender,
            @Nullable String clientId,
            Content content,
            @Nullable MessageId replyTo,
            List<UserId> mentions) {
        Sent sent = clientId == null ? null : sends.get(new Key(sender, clientId));
        if (sent == null) {
            return Optional.empty();
        }
        if (!sent.fingerprint().equals(fingerprint(content, replyTo, mentions))) {
            throw new CommandRefused(
                    Reason.CONFLICT,
                    "The client id " + clientId + " was used for another message; use a new one for each.");
        }
        return Optional.of(sent.answer());
    }

    void remember(MessageSent sent, long version, int limit) {
        if (sent.clientId() == null) {
            return;
        }
        sends.put(
                new Key(sent.by(), sent.clientId()),
                new Sent(
                        fingerprint(sent.content(), sent.replyTo(), sent.mentions()),
                        new MessageAccepted(sent.message(), sent.seq(), version, sent.at())));
        if (sends.size() > limit) {
            sends.remove(sends.keySet().iterator().next());
        }
    }

    /** Texts may be long and there are many, so their digest stands for them. Who would forge one deceives only themselves. */
    private static String fingerprint(Content content, @Nullable MessageId replyTo, List<UserId> mentions) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((content + "|" + replyTo + "|" + mentions).getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(Arrays.copyOf(digest, FINGERPRINT_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
