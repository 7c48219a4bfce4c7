package dev.parley.standalone.tale;

import dev.parley.api.conversation.ConversationCommand.SendMessage;
import dev.parley.api.people.UserId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A message as it should be. */
final class PlainMessage {

    final long seq;
    final UserId sender;
    final boolean expires;
    final long replyTo;
    /** All that it ever said; the last counts. */
    final List<String> texts = new ArrayList<>();

    final Map<String, LinkedHashSet<UserId>> reactions = new LinkedHashMap<>();
    List<UserId> mentions;
    boolean everyone;
    boolean pinned;

    @Nullable
    String gone;

    PlainMessage(long seq, UserId sender, SendMessage send) {
        this.seq = seq;
        this.sender = sender;
        this.expires = send.expiresIn() != null;
        this.replyTo = send.replyTo() == null ? 0 : send.replyTo().seq();
        this.mentions = send.mentions();
        this.everyone = send.mentionsEveryone();
        texts.add(send.content().text());
    }

    String text() {
        return texts.getLast();
    }

    void lose(String how) {
        gone = how;
        reactions.clear();
        pinned = false;
    }

    boolean mentions(UserId user) {
        return gone == null && !sender.equals(user) && (everyone || mentions.contains(user));
    }
}
