package dev.parley.projection.conversation;

import dev.parley.api.conversation.ConversationEvent;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.ConversationView;
import dev.parley.api.conversation.GoneTotalsView;
import dev.parley.api.conversation.GoneView;
import dev.parley.api.conversation.MessageEvent.MessageExpired;
import dev.parley.api.conversation.MessageEvent.MessageRecalled;
import dev.parley.api.conversation.MessageId;
import dev.parley.api.projection.Projectors;
import dev.parley.api.wire.Topic;
import dev.parley.projection.runtime.Change;
import dev.parley.projection.runtime.Projector;
import dev.parley.projection.runtime.Received;
import dev.parley.projection.runtime.Source;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The head of every conversation: what a list shows of it; and which messages are gone. One projector for both, so that what is unread is
 * computed from two views of the same moment.
 */
final class HeadsProjector implements Projector<HeadsProjector.Place, HeadsProjector.Shown> {

    /** A conversation's head, one of its bitmaps, or the totals of these. */
    sealed interface Place {

        record Head(ConversationId conversation) implements Place {}

        record Block(ConversationId conversation, long number) implements Place {
            @Override
            public String toString() {
                return GoneView.key(conversation, number);
            }
        }

        record Totals(ConversationId conversation) implements Place {}
    }

    sealed interface Shown {

        record OfHead(ConversationView head) implements Shown {}

        record OfBlock(GoneView gone) implements Shown {}

        record OfTotals(GoneTotalsView totals) implements Shown {}
    }

    @Override
    public String name() {
        return Projectors.HEADS;
    }

    @Override
    public List<Source<Place, Shown>> sources() {
        return List.of(Source.inOrder(Topic.CONVERSATION_EVENTS, ConversationEvent.class, this::on));
    }

    private List<Change<Place, Shown>> on(Received<ConversationEvent> received) {
        ConversationEvent event = received.event();
        Change<Place, Shown> head = head(event, received.version());
        return switch (event) {
            case MessageRecalled recalled -> withoutMessage(head, recalled.message(), received.version());
            case MessageExpired expired -> withoutMessage(head, expired.message(), received.version());
            case ConversationEvent other -> List.of(head);
        };
    }

    private static Change<Place, Shown> head(ConversationEvent event, long version) {
        return new Change<>(new Place.Head(event.conversation()), before -> {
            @Nullable ConversationView head = before instanceof Shown.OfHead known ? known.head() : null;
            return new Shown.OfHead(HeadAfter.of(head, event, version));
        });
    }

    private static List<Change<Place, Shown>> withoutMessage(
            Change<Place, Shown> head, MessageId message, long version) {
        ConversationId conversation = message.conversation();
        long block = GoneView.block(message.seq());
        return List.of(
                head,
                new Change<>(new Place.Block(conversation, block), before -> {
                    GoneView gone =
                            before instanceof Shown.OfBlock known ? known.gone() : GoneView.empty(conversation, block);
                    return new Shown.OfBlock(gone.version() >= version ? gone : gone.with(message.seq(), version));
                }),
                new Change<>(new Place.Totals(conversation), before -> {
                    GoneTotalsView totals =
                            before instanceof Shown.OfTotals known ? known.totals() : GoneTotalsView.none(conversation);
                    return new Shown.OfTotals(
                            totals.version() >= version ? totals : totals.with(message.seq(), version));
                }));
    }
}
