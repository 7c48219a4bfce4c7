package dev.parley.bench.push;

import dev.parley.api.conversation.ConversationId;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;

/** Says numbered messages in one conversation, at a constant rate or as fast as they are taken. */
final class Speaker {

    private static final int MOST_UNDER_WAY = 64;
    private static final int MOST_AHEAD = 256;
    private static final long RUN = System.nanoTime();

    private final Sockets sockets;
    private final ConversationId conversation;
    private final Heard heard;
    private final AtomicInteger numbers;
    private final Channel channel;
    private final Semaphore free = new Semaphore(MOST_UNDER_WAY);
    private final LongAdder refused = new LongAdder();

    /** @param numbers what the next message of any speaker is */
    Speaker(Sockets sockets, URI door, String pass, ConversationId conversation, Heard heard, AtomicInteger numbers) {
        this.sockets = sockets;
        this.conversation = conversation;
        this.heard = heard;
        this.numbers = numbers;
        this.channel = sockets.open(door, pass, this::answer)
                .orTimeout(1, TimeUnit.MINUTES)
                .join();
    }

    /** Blocking. Returns the numbers of what was said. */
    List<Integer> say(int perSecond, Duration duration) throws InterruptedException {
        long begin = System.nanoTime();
        long count = duration.toNanos() * perSecond / 1_000_000_000L;
        List<Integer> said = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            long due = begin + i * 1_000_000_000L / perSecond;
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            said.add(sayOne());
        }
        awaitAnswers();
        return said;
    }

    /** Blocking; as fast as all of these many hear them: whoever talks on while nobody listens measures a queue. */
    void sayAll(Duration duration, int listeners) throws InterruptedException {
        long end = System.nanoTime() + duration.toNanos();
        List<Integer> said = new ArrayList<>();
        int heardByAll = 0;
        while (System.nanoTime() < end) {
            while (heardByAll < said.size() && heard.count(said.get(heardByAll)) >= listeners) {
                heardByAll++;
            }
            if (said.size() - heardByAll < MOST_AHEAD) {
                said.add(sayOne());
            } else {
                LockSupport.parkNanos(100_000);
            }
        }
        awaitAnswers();
        awaitHeard(said, listeners);
    }

    void burst(int count) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            sayOne();
        }
    }

    private int sayOne() throws InterruptedException {
        free.acquire();
        int number = numbers.getAndIncrement();
        var _ = channel.writeAndFlush(
                new TextWebSocketFrame("{\"type\":\"send\",\"id\":\"n" + number + "\",\"conversation\":\""
                        + conversation + "\",\"clientId\":\"" + RUN + "-" + number
                        + "\",\"content\":{\"type\":\"text\",\"text\":\"" + Heard.words(number) + "\"}}"));
        return number;
    }

    private void awaitAnswers() throws InterruptedException {
        free.acquire(MOST_UNDER_WAY);
        free.release(MOST_UNDER_WAY);
        if (refused.sum() > 0) {
            throw new IllegalStateException(refused.sum() + " messages were refused");
        }
    }

    private void answer(ByteBuf frame, long nanos) {
        boolean ok = Ear.says(frame, Ear.OK);
        String text = ok || Ear.says(frame, Ear.ERROR) ? frame.toString(StandardCharsets.UTF_8) : "";
        int id = text.indexOf("\"id\":\"n");
        if (id < 0) {
            return;
        }
        if (ok) {
            int number = Integer.parseInt(text.substring(id + 7, text.indexOf('"', id + 7)));
            heard.acknowledged(number, nanos);
        } else {
            refused.increment();
        }
        free.release();
    }

    void close() {
        channel.close().awaitUninterruptibly();
    }

    /** Waits until so many have heard each of these. Blocking. */
    void awaitHeard(List<Integer> numbers, int listeners) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        for (int number : numbers) {
            while (heard.count(number) < listeners) {
                if (System.nanoTime() > end) {
                    throw new IllegalStateException("Message " + number + " was heard by " + heard.count(number)
                            + " of " + listeners + " listeners" + sockets.losses());
                }
                Thread.sleep(5);
            }
        }
    }
}
