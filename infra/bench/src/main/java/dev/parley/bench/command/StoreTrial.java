package dev.parley.bench.command;

import dev.parley.api.conversation.ConversationCommand.SendMessage;
import dev.parley.api.conversation.MessageAccepted;
import dev.parley.bench.measure.Scratch;
import dev.parley.command.CommandSide;
import dev.parley.eventstore.rocks.EventLog;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import org.axonframework.commandhandling.CommandBus;

/** Fills a store, then opens it, reads it, and loads a long conversation from it. */
final class StoreTrial {

    private static final int AT_ONCE = 1_024;
    private static final int PAGE = 1_000;
    private static final int CONVERSATIONS = 1_000;
    private static final int BYTES = 100;
    private static final int LOADS = 7;
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration PAUSE = Duration.ofMillis(10);

    private final Scratch scratch;
    private final Trials trials;
    private final Wording wording = new Wording(BYTES);

    StoreTrial(Scratch scratch, Trials trials) {
        this.scratch = scratch;
        this.trials = trials;
    }

    StoreFigures run(int events, int history) throws IOException, InterruptedException {
        double written = fill(CONVERSATIONS, events, Integer.MAX_VALUE);
        double firstOpening = openingMillis();
        double opening = openingMillis();
        double read;
        long head;
        try (EventLog log = EventLog.open(scratch.directory(), Clock.systemUTC())) {
            head = log.head();
            read = readPerSecond(log);
        }
        double bytesPerEvent = (double) trials.bytes() / head;
        double without = load(history, Integer.MAX_VALUE);
        double with = load(history, 1_000);
        return new StoreFigures(head, written, bytesPerEvent, firstOpening, opening, read, history, with, without);
    }

    /** Returns how many events were written per second. */
    private double fill(int conversations, int messages, int eventsPerSnapshot)
            throws IOException, InterruptedException {
        scratch.clear();
        try (CommandSide side = trials.open(Engine.ROCKSDB, eventsPerSnapshot)) {
            Community community = new Community(conversations);
            community.found(side.bus());
            SplittableRandom random = new SplittableRandom();
            Semaphore free = new Semaphore(AT_ONCE);
            long start = System.nanoTime();
            for (int i = 0; i < messages; i++) {
                free.acquire();
                side.bus().dispatch(community.saying(wording.any(random), random), (command, answer) -> free.release());
            }
            free.acquire(AT_ONCE);
            return messages / seconds(start);
        }
    }

    private double openingMillis() {
        long start = System.nanoTime();
        try (EventLog log = EventLog.open(scratch.directory(), Clock.systemUTC())) {
            log.head();
            return seconds(start) * 1_000;
        }
    }

    private static double readPerSecond(EventLog log) {
        long start = System.nanoTime();
        long position = 0;
        while (position < log.head()) {
            position += log.after(position, PAGE).size();
        }
        return position / seconds(start);
    }

    /** In milliseconds, one command to a conversation that is in no memory but the system's. */
    private double load(int history, int eventsPerSnapshot) throws IOException, InterruptedException {
        fill(1, history, eventsPerSnapshot);
        if (eventsPerSnapshot < history) {
            awaitSnapshot(history - eventsPerSnapshot, eventsPerSnapshot);
        }
        List<Double> times = new ArrayList<>();
        for (int i = 0; i < LOADS; i++) {
            try (CommandSide side = trials.open(Engine.ROCKSDB, eventsPerSnapshot)) {
                long start = System.nanoTime();
                say(side.bus());
                times.add(seconds(start) * 1_000);
            }
        }
        return times.stream().sorted().toList().get(LOADS / 2);
    }

    /** Snapshots are made beside the commands, which were quicker just now. */
    private void awaitSnapshot(long sequence, int eventsPerSnapshot) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        try (CommandSide side = trials.open(Engine.ROCKSDB, eventsPerSnapshot)) {
            while (firstRead(side) < sequence) {
                if (System.nanoTime() > end) {
                    throw new IllegalStateException("No snapshot was made within " + PATIENCE);
                }
                say(side.bus());
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    /** Where reading the conversation begins: its snapshot when there is one. */
    private static long firstRead(CommandSide side) {
        String conversation = new Community(1).conversation(0).toString();
        return side.storage().events().readEvents(conversation).peek().getSequenceNumber();
    }

    private void say(CommandBus bus) {
        SplittableRandom random = new SplittableRandom();
        CompletableFuture<MessageAccepted> accepted = new CompletableFuture<>();
        bus.<SendMessage, MessageAccepted>dispatch(
                new Community(1).saying(wording.any(random), random), (command, answer) -> {
                    if (answer.isExceptional()) {
                        accepted.completeExceptionally(answer.exceptionResult());
                    } else {
                        accepted.complete(answer.getPayload());
                    }
                });
        accepted.join();
    }

    private static double seconds(long startNanos) {
        return (System.nanoTime() - startNanos) / 1e9;
    }
}
