package dev.parley.command.conversation;

import static dev.parley.api.Reason.TOO_MANY;
import static dev.parley.command.conversation.Guard.require;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.parley.api.conversation.ConversationChanged;
import dev.parley.api.conversation.MessageCommand.PinMessage;
import dev.parley.api.conversation.MessageCommand.UnpinMessage;
import dev.parley.api.conversation.MessageEvent.MessageExpired;
import dev.parley.api.conversation.MessageEvent.MessagePinned;
import dev.parley.api.conversation.MessageEvent.MessageRecalled;
import dev.parley.api.conversation.MessageEvent.MessageUnpinned;
import dev.parley.api.people.UserId;
import dev.parley.command.bus.Sender;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;

/** What everybody is to find at once. A message that is gone is pinned no more, without an event of its own. */
@JsonAutoDetect(
        fieldVisibility = Visibility.ANY,
        getterVisibility = Visibility.NONE,
        creatorVisibility = Visibility.NONE)
final class Pins {

    @JsonIgnore
    private final Speech speech;

    @JsonIgnore
    private final Said said;

    private Set<Long> pinned = new LinkedHashSet<>();

    Pins(Speech speech, Said said) {
        this.speech = speech;
        this.said = said;
    }

    @CommandHandler
    ConversationChanged handle(PinMessage pin, @Sender UserId by, Clock clock, ConversationLimits limits) {
        speech.requireMayPin(by);
        said.requireThere(pin.conversation(), pin.message());
        if (!pinned.contains(pin.message().seq())) {
            require(
                    pinned.size() < limits.maxPins(),
                    TOO_MANY,
                    "At most " + limits.maxPins() + " messages are pinned; unpin one first.");
            apply(new MessagePinned(pin.conversation(), pin.message(), by, clock.instant()));
        }
        return new ConversationChanged(pin.conversation(), getVersion());
    }

    @CommandHandler
    ConversationChanged handle(UnpinMessage unpin, @Sender UserId by, Clock clock) {
        speech.requireMayPin(by);
        said.requireSaid(unpin.conversation(), unpin.message());
        if (pinned.contains(unpin.message().seq())) {
            apply(new MessageUnpinned(unpin.conversation(), unpin.message(), by, clock.instant()));
        }
        return new ConversationChanged(unpin.conversation(), getVersion());
    }

    @EventSourcingHandler
    void on(MessagePinned pin) {
        pinned.add(pin.message().seq());
    }

    @EventSourcingHandler
    void on(MessageUnpinned unpin) {
        pinned.remove(unpin.message().seq());
    }

    @EventSourcingHandler
    void on(MessageRecalled recalled) {
        pinned.remove(recalled.message().seq());
    }

    @EventSourcingHandler
    void on(MessageExpired expired) {
        pinned.remove(expired.message().seq());
    }
}
