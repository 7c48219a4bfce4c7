package dev.parley.bench.command;

import dev.parley.api.conversation.ConversationCommand.SendMessage;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandMessage;

/** A way of sending. */
interface Load {

    /** Makes the next message. Any thread may ask; {@code random} is the asking sender's own. */
    @FunctionalInterface
    interface Messages {
        CommandMessage<SendMessage> next(RandomGenerator random);
    }

    /** Sends for {@code warmUp}, then for {@code measured}, and tells what the second stretch was. Returns when everything is answered. */
    Measured run(CommandBus bus, Messages messages, Duration warmUp, Duration measured, Meter meter)
            throws InterruptedException;

    /** @param tally of what was sent in that stretch */
    record Measured(Tally tally, Meter.Reading used) {}
}
