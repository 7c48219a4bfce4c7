package dev.parley.command.conversation;

import dev.parley.api.conversation.Content;
import dev.parley.api.people.UserId;
import java.util.List;

/**
 * Tells whether a message says the same as before without keeping what it said: 64 bits (FNV-1a). Somebody who looks for two wordings with
 * the same one deceives nobody but themselves, who cannot change the one into the other.
 */
final class Fingerprint {

    private static final long START = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private Fingerprint() {}

    static long of(Content content, List<UserId> mentions, boolean mentionsEveryone) {
        long hash = add(START, content.getClass().getSimpleName());
        hash = add(hash, content.toString());
        for (UserId mention : mentions) {
            hash = add(hash, mention.toString());
        }
        return add(hash, mentionsEveryone ? "@" : "");
    }

    private static long add(long hash, String text) {
        long result = hash;
        for (int i = 0; i < text.length(); i++) {
            result = (result ^ text.charAt(i)) * PRIME;
        }
        return (result ^ Character.MAX_VALUE) * PRIME;
    }
}
