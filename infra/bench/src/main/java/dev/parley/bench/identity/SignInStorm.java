package dev.parley.bench.identity;

import dev.parley.bench.identity.IdentityReport.Figure;
import dev.parley.bench.measure.ConstantRate;
import dev.parley.bench.measure.Exchange;
import dev.parley.bench.measure.Exchange.Sent;
import dev.parley.bench.measure.Latency;
import dev.parley.demo.client.FrontDoor;
import dev.parley.demo.client.Person;
import dev.parley.demo.client.RefusedByServer;
import dev.parley.demo.client.Unmet;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

/** Messages at half of the rate that can be borne, first in peace, then while many people sign in at the same moment. */
final class SignInStorm {

    private static final Duration WARM_UP = Duration.ofSeconds(10);

    private static final int WARM_UP_RATE = 250;

    /** Fewer than sign in, so that setting the scene does not take longer than the storm; each of them signs in on several devices. */
    private static final int PEOPLE = 50;

    /** Load is full where the P95 of messages goes beyond this. */
    private static final double FULL_MILLIS = 50;

    private static final Duration TRIAL = Duration.ofSeconds(4);
    private static final int TRIES = 2;

    private final FrontDoor door;
    private final IdentityOptions options;
    private final LongAdder refusals = new LongAdder();
    private final LongAdder lost = new LongAdder();
    private int next;

    SignInStorm(FrontDoor door, IdentityOptions options) {
        this.door = door;
        this.options = options;
    }

    List<Figure> run(List<Latency.Summary> times) throws InterruptedException {
        List<Person> people = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            people.add(Person.newcomer(door, "Sam"));
        }
        Person ana = Person.newcomer(door, "Ana");
        Person ben = Person.newcomer(door, "Ben");
        int half = options.messagesPerSecond() > 0 ? options.messagesPerSecond() : fullLoad(ana, ben) / 2;
        try (Exchange exchange = new Exchange(ana, ben)) {
            talk(exchange, half, WARM_UP);
            Latency.Summary peace = talk(exchange, half, options.duration());
            Latency signIn = new Latency("sign-in in the storm");
            long begun = System.nanoTime();
            Latency.Summary storm = storm(exchange, half, people, signIn);
            double seconds = (System.nanoTime() - begun) / 1e9;
            times.add(peace);
            times.add(named(storm, storm.what() + ", in the storm"));
            times.add(signIn.summary());
            return List.of(
                    new Figure("messages at half load", half, "/s"),
                    new Figure("message P95 in the storm, to that in peace", storm.p95() / peace.p95(), "×"),
                    new Figure("people who signed in at once", signIn.count(), ""),
                    new Figure("until the last of them was in", seconds, "s"),
                    new Figure("told to come back later, times", refusals.sum(), ""),
                    new Figure("sign-ins lost", lost.sum(), ""));
        }
    }

    private int fullLoad(Person ana, Person ben) {
        double _ = p95(ana, ben, WARM_UP_RATE, WARM_UP);
        return FullLoad.find(rate -> isBorne(ana, ben, rate));
    }

    /** A machine that was busy with something else for a moment gets another try. */
    private boolean isBorne(Person ana, Person ben, int rate) {
        return IntStream.range(0, TRIES).anyMatch(_ -> p95(ana, ben, rate, TRIAL) <= FULL_MILLIS);
    }

    /** On connections of its own, so that what one rate was too much for does not burden the next. */
    private double p95(Person ana, Person ben, int rate, Duration duration) {
        try (Exchange exchange = new Exchange(ana, ben)) {
            return talk(exchange, rate, duration).p95();
        } catch (Unmet tooMuch) {
            return Double.MAX_VALUE; // not all taken, or not all heard in half a minute
        }
    }

    private static Latency.Summary named(Latency.Summary times, String what) {
        return new Latency.Summary(
                what, times.count(), times.p50(), times.p95(), times.p99(), times.p999(), times.max());
    }

    /** For as long as the last of them is signing in. */
    private Latency.Summary storm(Exchange exchange, int rate, List<Person> people, Latency signIn)
            throws InterruptedException {
        try (ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> signingIn = new ArrayList<>();
            for (int i = 0; i < options.signIns(); i++) {
                Person person = people.get(i % people.size());
                signingIn.add(crowd.submit(() -> signIn(person, signIn)));
            }
            List<Sent> sent = new ArrayList<>();
            do {
                sent.addAll(send(exchange, rate, Duration.ofMillis(500)));
            } while (!signingIn.stream().allMatch(Future::isDone));
            for (Future<?> each : signingIn) {
                if (each.state() == Future.State.FAILED) {
                    throw new IllegalStateException(each.exceptionNow().getMessage(), each.exceptionNow());
                }
            }
            exchange.awaitHeard(sent.getLast());
            return exchange.times(sent).push().summary();
        }
    }

    private void signIn(Person person, Latency latency) {
        long begun = System.nanoTime();
        while (true) {
            try {
                Person _ = person.onAnotherDevice();
                latency.record(System.nanoTime() - begun);
                return;
            } catch (RefusedByServer later) {
                if (later.status() != 429 && later.status() != 503) {
                    throw later;
                }
                refusals.increment();
                pause(later.retryAfterSeconds());
            } catch (UncheckedIOException unanswered) {
                lost.increment();
                return;
            }
        }
    }

    private static void pause(long seconds) {
        try {
            Thread.sleep(Duration.ofSeconds(Math.max(1, seconds)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting to sign in again", e);
        }
    }

    private Latency.Summary talk(Exchange exchange, int rate, Duration duration) {
        List<Sent> sent = send(exchange, rate, duration);
        exchange.awaitHeard(sent.getLast());
        return exchange.times(sent).push().summary();
    }

    private List<Sent> send(Exchange exchange, int rate, Duration duration) {
        List<Sent> sent = new ArrayList<>();
        next = new ConstantRate(rate).run(next, duration, (number, due) -> sent.add(exchange.post(number, due)));
        return sent;
    }
}
