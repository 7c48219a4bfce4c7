package dev.parley.bench.command;

import dev.parley.api.conversation.ConversationCommand.SendMessage;
import dev.parley.api.conversation.MessageAccepted;
import dev.parley.bench.command.Meter.Reading;
import dev.parley.bench.measure.ConstantRate;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import org.axonframework.commandhandling.CommandBus;

/** Messages that are due at a constant rate, whether or not those before are answered. Their time counts from when they were due. */
final class OpenLoop implements Load {

    private final ConstantRate rate;

    OpenLoop(int perSecond) {
        rate = new ConstantRate(perSecond);
    }

    @Override
    public Measured run(CommandBus bus, Messages messages, Duration warmUp, Duration measured, Meter meter)
            throws InterruptedException {
        send(bus, messages, warmUp);
        Reading before = meter.read();
        Tally counted = send(bus, messages, measured);
        return new Measured(counted, meter.read().since(before));
    }

    private Tally send(CommandBus bus, Messages messages, Duration duration) throws InterruptedException {
        Tally tally = new Tally();
        SplittableRandom random = new SplittableRandom();
        CountDownLatch unanswered = new CountDownLatch(rate.count(duration));
        rate.run(0, duration, (number, dueNanos) -> {
            bus.<SendMessage, MessageAccepted>dispatch(messages.next(random), (command, answer) -> {
                if (answer.isExceptional()) {
                    tally.refused();
                } else {
                    tally.accepted(System.nanoTime() - dueNanos);
                }
                unanswered.countDown();
            });
        });
        unanswered.await();
        return tally;
    }
}
