package dev.parley.standalone.tale;

import dev.parley.api.conversation.Content;
import dev.parley.api.conversation.ConversationCommand.SendMessage;
import dev.parley.api.conversation.Forwarded;
import dev.parley.api.people.UserId;
import java.time.Instant;
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
    final Instant at;
    final boolean expires;
    final long replyTo;
    /** What was passed on keeps its words. */
    final boolean editable;

    final @Nullable Forwarded forwarded;
    /** All that it ever said; the last counts. */
    final List<String> texts = new ArrayList<>();

    final Map<String, LinkedHashSet<UserId>> reactions = new LinkedHashMap<>();
    Content content;
    List<UserId> mentions;
    boolean everyone;
    boolean pinned;
    boolean passedOn;

    @Nullable
    String gone;

    PlainMessage(long seq, UserId sender, SendMessage send, Instant at) {
        this.seq = seq;
        this.at = at;
        this.editable = send.forwarded() == null && !(send.content() instanceof Content.Merged);
        this.forwarded = send.forwarded();
        this.content = send.content();
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

    /** What nobody can read any more when it is gone. What was passed on lives on elsewhere. */
    List<String> own() {
        return passedOn || !editable ? List.of() : texts;
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
