package dev.parley.command.conversation;

import dev.parley.api.NamedIds;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.InvitationId;
import dev.parley.api.conversation.InvitationToken;
import dev.parley.api.people.UserId;
import dev.parley.edge.IdempotencyKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Makes invitations up. Whoever got no answer and asks again with the same idempotency key is to get the same token, which nobody keeps:
 * so it is computed from the key, with a secret without which nobody can compute it. A node that does not have that secret, because it
 * was restarted without the setting, tells them that the invitation is made already.
 */
@Component
final class InvitationTokens {

    private static final String MAC = "HmacSHA256";

    private final SecureRandom random = new SecureRandom();
    private final Supplier<UUID> ids;
    private final SecretKeySpec secret;

    /** @param secret in Base64, the same on every node; empty = one of this process's own */
    InvitationTokens(Supplier<UUID> ids, @Value("${parley.invitation.secret}") String secret) {
        this.ids = ids;
        this.secret = new SecretKeySpec(
                secret.isEmpty() ? unguessable() : Base64.getDecoder().decode(secret), MAC);
    }

    record Fresh(InvitationId invitation, InvitationToken token) {}

    Fresh next(ConversationId conversation, UserId by, @Nullable String key) {
        if (key == null) {
            return new Fresh(new InvitationId(ids.get()), InvitationToken.of(conversation, unguessable()));
        }
        String name = "invitation:" + by + ":" + conversation + ":" + IdempotencyKey.valid(key);
        return new Fresh(new InvitationId(NamedIds.uuid(name)), InvitationToken.of(conversation, computed(name)));
    }

    private byte[] unguessable() {
        byte[] bytes = new byte[InvitationToken.SECRET_BYTES];
        random.nextBytes(bytes);
        return bytes;
    }

    private byte[] computed(String name) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(secret);
            return mac.doFinal(name.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + MAC, e);
        }
    }
}
