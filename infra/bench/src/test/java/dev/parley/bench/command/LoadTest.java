package dev.parley.bench.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.conversation.Content;
import dev.parley.api.conversation.ConversationCommand.SendMessage;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandResultMessage;
import org.axonframework.common.Registration;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.junit.jupiter.api.Test;

class LoadTest {

    private static final Duration NO_TIME = Duration.ZERO;

    private final Community community = new Community(3);
    private final Load.Messages messages = random -> community.saying(new Content.Text("hello"), random);
    private final Meter meter = new Meter(() -> 0);

    /** A bus that only takes what it is told; what becomes of it is up to the test. */
    private abstract static class Bus implements CommandBus {

        abstract void take(Runnable answer);

        @Override
        public <C, R> void dispatch(CommandMessage<C> command, CommandCallback<? super C, ? super R> callback) {
            take(() -> callback.onResult(command, new GenericCommandResultMessage<>((R) null)));
        }

        @Override
        public <C> void dispatch(CommandMessage<C> command) {
            throw new UnsupportedOperationException("Nobody would hear the answer");
        }

        @Override
        public Registration subscribe(String name, MessageHandler<? super CommandMessage<?>> handler) {
            throw new UnsupportedOperationException("Nobody handles here");
        }

        @Override
        public Registration registerDispatchInterceptor(
                MessageDispatchInterceptor<? super CommandMessage<?>> interceptor) {
            throw new UnsupportedOperationException("Nothing is intercepted here");
        }

        @Override
        public Registration registerHandlerInterceptor(
                MessageHandlerInterceptor<? super CommandMessage<?>> interceptor) {
            throw new UnsupportedOperationException("Nothing is intercepted here");
        }
    }

    @Test
    void underAConstantRateAStallShowsInEveryMessageThatItDelayed() throws InterruptedException {
        Queue<Runnable> held = new ArrayDeque<>();
        CommandBus silentUntilTheLast = new Bus() {
            @Override
            void take(Runnable answer) {
                held.add(answer);
                if (held.size() == 50) {
                    held.forEach(Runnable::run);
                }
            }
        };

        Load.Measured measured =
                new OpenLoop(1_000).run(silentUntilTheLast, messages, NO_TIME, Duration.ofMillis(50), meter);

        var latency = measured.tally().latency().summary();
        assertThat(latency.count()).isEqualTo(50);
        assertThat(latency.max()).isGreaterThanOrEqualTo(49); // the first was due 49 ms before the last
        assertThat(latency.p50()).isGreaterThanOrEqualTo(24);
    }

    @Test
    void inAClosedLoopNobodySendsBeforeBeingAnswered() throws InterruptedException {
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CommandBus counting = new Bus() {
            @Override
            void take(Runnable answer) {
                most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
                Thread.startVirtualThread(() -> {
                    underWay.decrementAndGet();
                    answer.run();
                });
            }
        };

        new ClosedLoop(7).run(counting, messages, NO_TIME, Duration.ofMillis(20), meter);

        assertThat(most.get()).isBetween(1, 7);
        assertThat(underWay).as("everything is answered when it returns").hasValue(0);
    }

    @Test
    void noTwoMessagesBearTheSameClientId() {
        SendMessage one = messages.next(new SplittableRandom(1)).getPayload();
        SendMessage other = messages.next(new SplittableRandom(1)).getPayload();
        assertThat(one.conversation()).isEqualTo(other.conversation());
        assertThat(one.clientId()).isNotEqualTo(other.clientId());
    }

    @Test
    void aTextIsAsLongAsItShouldBe() {
        assertThat(new Wording(1_000).any(new SplittableRandom(1)).text()).hasSize(1_000);
    }
}
