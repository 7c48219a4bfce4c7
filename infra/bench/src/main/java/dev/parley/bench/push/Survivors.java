package dev.parley.bench.push;

import dev.parley.client.AccessToken;
import dev.parley.client.HeadStore;
import dev.parley.client.Incoming;
import dev.parley.client.Message;
import dev.parley.client.Messenger;
import dev.parley.client.Sent;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/**
 * People who talk in one group, each as fast as the last word is acknowledged, half of them on a gateway that is killed under them, round
 * after round. They use the Java client, and keep how far they are over all rounds. Everything here blocks.
 */
final class Survivors {

    /** Acknowledged messages before a kill, and as many after it; who misses more than 500 is told to reload instead. */
    private static final int LIVELY = 200;

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final PrintStream out;
    private final Passes passes;
    private final Stage product;
    private final Findings findings;
    private final List<Witness> witnesses = IntStream.range(0, Populace.SURVIVORS)
            .mapToObj(number -> new Witness())
            .toList();
    private final List<HeadStore> heads = IntStream.range(0, Populace.SURVIVORS)
            .mapToObj(number -> HeadStore.inMemory())
            .toList();
    private final Queue<Sent> acknowledged = new ConcurrentLinkedQueue<>();

    Survivors(PrintStream out, Passes passes, Stage product, Findings findings) {
        this.out = out;
        this.passes = passes;
        this.product = product;
        this.findings = findings;
    }

    interface Gateways {
        Stage start() throws IOException, InterruptedException;
    }

    void play(int rounds, Gateways gateways) throws IOException, InterruptedException {
        out.printf("A gateway is killed under %d people, %d times …%n", Populace.SURVIVORS, rounds);
        for (int round = 0; round < rounds; round++) {
            try (Stage second = gateways.start()) {
                round(second);
            }
        }
        long last = acknowledged.stream().mapToLong(Sent::version).max().orElse(0);
        findings.figure("gateways killed with kill -9", rounds, "");
        findings.figure("messages acknowledged meanwhile", (double) acknowledged.size(), "");
        findings.figure("of them lost to somebody", (double) sum(witness -> witness.lost(acknowledged)), "");
        findings.figure("told to reload, being more than 500 behind", (double) sum(Witness::reloads), "times");
        findings.figure("events doubled", (double) sum(Witness::doubled), "");
        findings.figure("events out of order, or left out", (double) sum(witness -> witness.outOfOrder(last)), "");
    }

    private long sum(ToLongFunction<Witness> of) {
        return witnesses.stream().mapToLong(of).sum();
    }

    private void round(Stage second) throws InterruptedException {
        List<Messenger> messengers = new ArrayList<>();
        List<CompletableFuture<Void>> talks = new ArrayList<>();
        try {
            for (int person = 0; person < Populace.SURVIVORS; person++) {
                URI[] gateways = person % 2 == 0
                        ? new URI[] {product.address()}
                        : new URI[] {second.address(), product.address()};
                String pass = passes.of(person);
                Messenger messenger = Messenger.at(gateways)
                        .heads(heads.get(person))
                        .pauses(Duration.ofMillis(50), Duration.ofSeconds(1))
                        .connect(() -> AccessToken.of(pass));
                messenger.events().subscribe(witnesses.get(person));
                messengers.add(messenger);
            }
            Talk talk = new Talk(acknowledged);
            messengers.forEach(messenger -> talks.add(talk.begin(messenger)));
            talk.awaitMore(LIVELY);
            second.kill();
            talk.awaitMore(LIVELY);
            talk.end();
            talks.forEach(each ->
                    each.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join());
            long last = acknowledged.stream().mapToLong(Sent::version).max().orElse(0);
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (witnesses.stream().anyMatch(witness -> witness.newest() < last) && System.nanoTime() < end) {
                Thread.sleep(10);
            }
        } finally {
            messengers.forEach(Messenger::close);
        }
    }

    /** Everybody says the next thing as soon as the last is acknowledged. */
    private static final class Talk {

        private final Queue<Sent> acknowledged;
        private volatile boolean over;

        Talk(Queue<Sent> acknowledged) {
            this.acknowledged = acknowledged;
        }

        CompletableFuture<Void> begin(Messenger messenger) {
            return CompletableFuture.runAsync(
                    () -> {
                        while (!over) {
                            Message next = Message.text(Populace.survivors().toString(), "still here");
                            acknowledged.add(messenger.send(next).join());
                        }
                    },
                    task -> Thread.ofVirtual().start(task));
        }

        void awaitMore(int count) throws InterruptedException {
            int from = acknowledged.size();
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (acknowledged.size() < from + count) {
                if (System.nanoTime() > end) {
                    throw new IllegalStateException("Only " + (acknowledged.size() - from) + " messages in a minute");
                }
                Thread.sleep(5);
            }
        }

        void end() {
            over = true;
        }
    }

    /** Reports what it heard to nobody but this bench. */
    static final class Witness implements Flow.Subscriber<Incoming> {

        private final List<Long> versions = Collections.synchronizedList(new ArrayList<>());
        private volatile long newest = -1;
        private final LongAdder reloads = new LongAdder();

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(Incoming heard) {
            String group = Populace.survivors().toString();
            if (heard instanceof Incoming.Event event && event.conversation().equals(group)) {
                versions.add(event.version());
                newest = event.version();
            } else if (heard instanceof Incoming.Reset reset
                    && reset.conversation().equals(group)) {
                reloads.increment();
                for (long version = newest + 1; version <= reset.version(); version++) {
                    versions.add(version); // read by REST, as the client is told to
                }
                newest = reset.version();
            }
        }

        @Override
        public void onError(Throwable failure) {
            throw new IllegalStateException("A connection ended for good", failure);
        }

        @Override
        public void onComplete() {
            // a round is over
        }

        long newest() {
            return newest;
        }

        long reloads() {
            return reloads.sum();
        }

        long lost(Queue<Sent> acknowledged) {
            Set<Long> heard = new HashSet<>(versions);
            return acknowledged.stream()
                    .filter(sent -> !heard.contains(sent.version()))
                    .count();
        }

        long doubled() {
            return versions.size() - versions.stream().distinct().count();
        }

        /** Each version is followed by the next one. */
        long outOfOrder(long last) {
            long wrong = versions.isEmpty() || versions.getFirst() != 0 || newest < last ? 1 : 0;
            for (int i = 1; i < versions.size(); i++) {
                wrong += versions.get(i) == versions.get(i - 1) + 1 ? 0 : 1;
            }
            return wrong;
        }
    }
}
