package dev.parley.command.conversation;

import dev.parley.api.conversation.Content;
import dev.parley.api.people.UserId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a message says the same as before without keeping what it said: 64 bits (FNV-1a) of its words, and 64 of whom it mentions,
 * the last of which tells whether that is everybody. Somebody who looks for two wordings with the same one deceives nobody but themselves,
 * who cannot change the one into the other.
 */
record Fingerprint(long words, long mentions) {

    private static final long START = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;
    private static final long EVERYONE = 1;

    static Fingerprint of(Content content, List<UserId> mentions, boolean mentionsEveryone) {
        return new Fingerprint(words(content), mentions(mentions) | (mentionsEveryone ? EVERYONE : 0));
    }

    /** Of what it says after an edit; null = as before. */
    Fingerprint after(Content content, @Nullable List<UserId> newMentions, @Nullable Boolean mentionsEveryone) {
        long named = newMentions == null ? mentions & ~EVERYONE : mentions(newMentions);
        boolean everyone = mentionsEveryone == null ? (mentions & EVERYONE) != 0 : mentionsEveryone;
        return new Fingerprint(words(content), named | (everyone ? EVERYONE : 0));
    }

    private static long words(Content content) {
        return add(add(START, content.getClass().getSimpleName()), content.toString());
    }

    private static long mentions(List<UserId> mentions) {
        long hash = START;
        for (UserId mention : mentions) {
            hash = add(hash, mention.toString());
        }
        return hash & ~EVERYONE;
    }

    private static long add(long hash, String text) {
        long result = hash;
        for (int i = 0; i < text.length(); i++) {
            result = (result ^ text.charAt(i)) * PRIME;
        }
        return (result ^ Character.MAX_VALUE) * PRIME;
    }
}
