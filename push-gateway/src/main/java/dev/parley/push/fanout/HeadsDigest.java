package dev.parley.push.fanout;

import dev.parley.api.conversation.ConversationId;
import dev.parley.push.frame.ServerFrame;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a client that has everything has: the exclusive or of the first 8 bytes of SHA-256({@code conversation:version}) over the
 * conversations one belongs to. Independent of order, so that both sides can compute it from a map.
 */
final class HeadsDigest {

    private final MessageDigest sha256 = sha256();
    private long digest;
    private int count;

    void add(ConversationId conversation, long version) {
        byte[] hash = sha256.digest((conversation + ":" + version).getBytes(StandardCharsets.US_ASCII));
        digest ^= ByteBuffer.wrap(hash).getLong();
        count++;
    }

    ServerFrame.Heads frame() {
        return new ServerFrame.Heads(count, HexFormat.of().toHexDigits(digest));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
