package dev.parley.bench.command;

import dev.parley.api.conversation.ConversationCommand.SendMessage;
import dev.parley.api.conversation.MessageAccepted;
import dev.parley.bench.command.Meter.Reading;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;

/**
 * Senders of whom each sends again as soon as it has its answer. A sender is no thread but a callback: the thread that brings the answer
 * takes the next message away, so that little of the processor goes to the load itself.
 */
final class ClosedLoop implements Load {

    private final int senders;
    private volatile Tally tally = new Tally();
    private volatile boolean over;

    ClosedLoop(int senders) {
        this.senders = senders;
    }

    @Override
    public Measured run(CommandBus bus, Messages messages, Duration warmUp, Duration measured, Meter meter)
            throws InterruptedException {
        CountDownLatch talking = new CountDownLatch(senders);
        for (int i = 0; i < senders; i++) {
            new Sender(bus, messages, new SplittableRandom(i), talking).send();
        }
        Thread.sleep(warmUp);
        Tally counted = new Tally();
        tally = counted;
        Reading before = meter.read();
        Thread.sleep(measured);
        tally = new Tally();
        Reading used = meter.read().since(before);
        over = true;
        talking.await();
        return new Measured(counted, used);
    }

    private final class Sender implements CommandCallback<SendMessage, MessageAccepted> {

        private final CommandBus bus;
        private final Messages messages;
        private final SplittableRandom random;
        private final CountDownLatch talking;
        private long sentNanos;

        Sender(CommandBus bus, Messages messages, SplittableRandom random, CountDownLatch talking) {
            this.bus = bus;
            this.messages = messages;
            this.random = random;
            this.talking = talking;
        }

        void send() {
            if (over) {
                talking.countDown();
                return;
            }
            sentNanos = System.nanoTime();
            bus.dispatch(messages.next(random), this);
        }

        @Override
        public void onResult(
                CommandMessage<? extends SendMessage> command, CommandResultMessage<? extends MessageAccepted> answer) {
            if (answer.isExceptional()) {
                tally.refused();
                Thread.startVirtualThread(
                        this::send); // a refusal may come while we still send: never deeper and deeper
            } else {
                tally.accepted(System.nanoTime() - sentNanos);
                send();
            }
        }
    }
}
