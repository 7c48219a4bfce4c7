package dev.parley.command.conversation;

import static dev.parley.api.Reason.TOO_MANY;
import static dev.parley.command.conversation.Guard.require;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.parley.api.conversation.ConversationChanged;
import dev.parley.api.conversation.MessageCommand.AddReaction;
import dev.parley.api.conversation.MessageCommand.RemoveReaction;
import dev.parley.api.conversation.MessageEvent.MessageExpired;
import dev.parley.api.conversation.MessageEvent.MessageRecalled;
import dev.parley.api.conversation.MessageEvent.ReactionAdded;
import dev.parley.api.conversation.MessageEvent.ReactionRemoved;
import dev.parley.api.people.UserId;
import dev.parley.command.bus.Sender;
import dev.parley.command.contact.Contacts;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;

/**
 * Who reacted to what, each person with each emoji once. Known exactly of the messages that were reacted to last; of the others only that
 * there is something. There a repeat becomes an event that changes nothing for anybody, because who shows reactions keeps sets of them.
 */
@JsonAutoDetect(
        fieldVisibility = Visibility.ANY,
        getterVisibility = Visibility.NONE,
        creatorVisibility = Visibility.NONE)
final class Reactions {

    static final int MOST_EMOJIS = 20;
    static final int MOST_OF_A_MESSAGE = 5_000;
    /** In memory, of all messages together; a message's own are never split. */
    static final int MOST_KNOWN = 10_000;

    @JsonIgnore
    private final Speech speech;

    @JsonIgnore
    private final Said said;

    /** By {@code seq} and emoji; the message that was reacted to last stands last. */
    private Map<Long, Map<String, Set<UserId>>> known = new LinkedHashMap<>();

    private int knownCount;
    private Seqs forgotten = new Seqs();

    Reactions(Speech speech, Said said) {
        this.speech = speech;
        this.said = said;
    }

    @CommandHandler
    ConversationChanged handle(AddReaction add, @Sender UserId by, Clock clock, Contacts contacts) {
        speech.requireMayReact(by, contacts);
        said.requireThere(add.conversation(), add.message());
        Map<String, Set<UserId>> there = known.getOrDefault(add.message().seq(), Map.of());
        Set<UserId> same = there.getOrDefault(add.emoji(), Set.of());
        if (!same.contains(by)) {
            require(
                    !same.isEmpty() || there.size() < MOST_EMOJIS,
                    TOO_MANY,
                    "A message has at most " + MOST_EMOJIS + " different reactions.");
            require(
                    count(there) < MOST_OF_A_MESSAGE,
                    TOO_MANY,
                    "A message has at most " + MOST_OF_A_MESSAGE + " reactions.");
            apply(new ReactionAdded(add.conversation(), add.message(), add.emoji(), by, clock.instant()));
        }
        return new ConversationChanged(add.conversation(), getVersion());
    }

    @CommandHandler
    ConversationChanged handle(RemoveReaction remove, @Sender UserId by, Clock clock) {
        speech.requireMember(by);
        said.requireThere(remove.conversation(), remove.message());
        long seq = remove.message().seq();
        boolean theirs = known.getOrDefault(seq, Map.of())
                .getOrDefault(remove.emoji(), Set.of())
                .contains(by);
        if (theirs || forgotten.contains(seq)) {
            apply(new ReactionRemoved(remove.conversation(), remove.message(), remove.emoji(), by, clock.instant()));
        }
        return new ConversationChanged(remove.conversation(), getVersion());
    }

    @EventSourcingHandler
    void on(ReactionAdded added) {
        long seq = added.message().seq();
        Map<String, Set<UserId>> there = known.remove(seq);
        there = there == null ? new LinkedHashMap<>() : there;
        if (there.computeIfAbsent(added.emoji(), emoji -> new LinkedHashSet<>()).add(added.by())) {
            knownCount++;
        }
        known.put(seq, there);
        while (knownCount > MOST_KNOWN && known.size() > 1) {
            long eldest = known.keySet().iterator().next();
            drop(eldest);
            forgotten.add(eldest);
        }
    }

    @EventSourcingHandler
    void on(ReactionRemoved removed) {
        long seq = removed.message().seq();
        Map<String, Set<UserId>> there = known.getOrDefault(seq, Map.of());
        Set<UserId> same = there.get(removed.emoji());
        if (same != null && same.remove(removed.by())) {
            knownCount--;
            if (same.isEmpty()) {
                there.remove(removed.emoji());
            }
            if (there.isEmpty()) {
                known.remove(seq);
            }
        }
    }

    @EventSourcingHandler
    void on(MessageRecalled recalled) {
        drop(recalled.message().seq());
        forgotten.remove(recalled.message().seq());
    }

    @EventSourcingHandler
    void on(MessageExpired expired) {
        drop(expired.message().seq());
        forgotten.remove(expired.message().seq());
    }

    private void drop(long seq) {
        Map<String, Set<UserId>> there = known.remove(seq);
        knownCount -= there == null ? 0 : count(there);
    }

    private static int count(Map<String, Set<UserId>> there) {
        return there.values().stream().mapToInt(Set::size).sum();
    }
}
