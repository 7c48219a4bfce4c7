package dev.parley.api.conversation;

import dev.parley.api.CommandRefused;
import dev.parley.api.Reason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.UUID;

/**
 * What stands in an invitation's link: where it leads, and 32 random bytes. It is told once, to whoever made it; all that is kept is the
 * SHA-256 of the whole.
 */
public final class InvitationToken {

    private static final int ID_BYTES = 16;
    public static final int SECRET_BYTES = 32;
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final String text;
    private final ConversationId conversation;

    private InvitationToken(String text, ConversationId conversation) {
        this.text = text;
        this.conversation = conversation;
    }

    /** @param secret {@value #SECRET_BYTES} bytes that nobody can guess */
    public static InvitationToken of(ConversationId conversation, byte[] secret) {
        if (secret.length != SECRET_BYTES) {
            throw new IllegalArgumentException("A secret has " + SECRET_BYTES + " bytes, not " + secret.length);
        }
        byte[] all = ByteBuffer.allocate(ID_BYTES + SECRET_BYTES)
                .putLong(conversation.value().getMostSignificantBits())
                .putLong(conversation.value().getLeastSignificantBits())
                .put(secret)
                .array();
        return new InvitationToken(BASE64.encodeToString(all), conversation);
    }

    /** @throws CommandRefused {@code NOT_FOUND} when we never issue anything like it */
    public static InvitationToken parse(String text) {
        byte[] all = decoded(text);
        if (all.length != ID_BYTES + SECRET_BYTES) {
            throw noSuchInvitation();
        }
        ByteBuffer bytes = ByteBuffer.wrap(all);
        return new InvitationToken(text, new ConversationId(new UUID(bytes.getLong(), bytes.getLong())));
    }

    private static byte[] decoded(String text) {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw noSuchInvitation();
        }
    }

    /** The same words as where the group exists and the secret does not. */
    public static CommandRefused noSuchInvitation() {
        return new CommandRefused(Reason.NOT_FOUND, "No such invitation.");
    }

    public ConversationId conversation() {
        return conversation;
    }

    public String text() {
        return text;
    }

    public String hash() {
        try {
            return BASE64.encodeToString(
                    MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** It opens a door, and is no word for a log. */
    @Override
    public String toString() {
        return "an invitation to " + conversation;
    }
}
