package dev.parley.projection.conversation;

import dev.parley.api.conversation.ConversationEvent;
import dev.parley.api.conversation.ConversationEvent.MessageSent;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.MentionsView;
import dev.parley.api.conversation.MentionsView.Mentioned;
import dev.parley.api.conversation.MessageEvent.MessageEdited;
import dev.parley.api.conversation.MessageId;
import dev.parley.api.people.UserId;
import dev.parley.api.projection.Projectors;
import dev.parley.api.wire.Topic;
import dev.parley.projection.runtime.Change;
import dev.parley.projection.runtime.Projector;
import dev.parley.projection.runtime.Received;
import dev.parley.projection.runtime.Source;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Where everybody was mentioned by name. Who mentions all is in the head: that is one place for thousands. */
final class MentionsProjector implements Projector<MentionsProjector.Person, Mentioned> {

    /** Somebody in a conversation. */
    record Person(UserId user, ConversationId conversation) {}

    @Override
    public String name() {
        return Projectors.MENTIONS;
    }

    @Override
    public List<Source<Person, Mentioned>> sources() {
        return List.of(Source.inOrder(Topic.CONVERSATION_EVENTS, ConversationEvent.class, this::on));
    }

    private List<Change<Person, Mentioned>> on(Received<ConversationEvent> received) {
        return switch (received.event()) {
            case MessageSent sent -> mentioned(sent.message(), sent.mentions(), received.version());
            case MessageEdited edited
            when edited.mentions() != null -> mentioned(edited.message(), edited.mentions(), received.version());
            case ConversationEvent other -> List.of();
        };
    }

    private static List<Change<Person, Mentioned>> mentioned(MessageId message, List<UserId> users, long version) {
        return users.stream()
                .map(user -> new Change<Person, Mentioned>(
                        new Person(user, message.conversation()), before -> after(before, message.seq(), version)))
                .toList();
    }

    private static Mentioned after(@Nullable Mentioned before, long seq, long version) {
        if (before != null && before.version() >= version) {
            return before;
        }
        TreeSet<Long> seqs = new TreeSet<>(before == null ? List.of() : before.seqs());
        seqs.add(seq);
        while (seqs.size() > MentionsView.MAX_MENTIONS) {
            seqs.pollFirst();
        }
        return new Mentioned(version, List.copyOf(seqs));
    }
}
