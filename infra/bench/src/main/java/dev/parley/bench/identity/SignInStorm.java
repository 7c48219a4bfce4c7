package dev.parley.bench.identity;

import dev.parley.bench.identity.IdentityReport.Figure;
import dev.parley.bench.measure.ConstantRate;
import dev.parley.bench.measure.Exchange;
import dev.parley.bench.measure.Exchange.Sent;
import dev.parley.bench.measure.Latency;
import dev.parley.demo.client.FrontDoor;
import dev.parley.demo.client.Person;
import dev.parley.demo.client.RefusedByServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Messages at a constant rate, first in peace, then while many people sign in at the same moment. */
final class SignInStorm {

    private static final Duration WARM_UP = Duration.ofSeconds(10);
    /** Fewer than sign in, so that setting the scene does not take longer than the storm; each of them signs in on several devices. */
    private static final int PEOPLE = 50;

    private final FrontDoor door;
    private final IdentityOptions options;
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
        try (Exchange exchange = new Exchange(Person.newcomer(door, "Ana"), Person.newcomer(door, "Ben"))) {
            talk(exchange, WARM_UP);
            Latency.Summary peace = talk(exchange, options.duration()).push().summary();
            Latency signIn = new Latency("sign-in in the storm");
            Latency.Summary storm = storm(exchange, people, signIn);
            times.add(peace);
            times.add(new Latency.Summary(
                    storm.what() + ", in the storm",
                    storm.count(),
                    storm.p50(),
                    storm.p95(),
                    storm.p99(),
                    storm.p999(),
                    storm.max()));
            times.add(signIn.summary());
            return List.of(
                    new Figure("message P95 in the storm, to that in peace", storm.p95() / peace.p95(), "×"),
                    new Figure("people who signed in at once", signIn.count(), ""));
        }
    }

    /** For as long as the last of them is signing in. */
    private Latency.Summary storm(Exchange exchange, List<Person> people, Latency signIn) throws InterruptedException {
        try (ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> signingIn = new ArrayList<>();
            for (int i = 0; i < options.signIns(); i++) {
                Person person = people.get(i % people.size());
                signingIn.add(crowd.submit(() -> signIn(person, signIn)));
            }
            List<Sent> sent = new ArrayList<>();
            do {
                sent.addAll(send(exchange, Duration.ofMillis(500)));
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

    private static void signIn(Person person, Latency latency) {
        long begun = System.nanoTime();
        while (true) {
            try {
                Person _ = person.onAnotherDevice();
                latency.record(System.nanoTime() - begun);
                return;
            } catch (RefusedByServer later) {
                if (later.status() != 429) {
                    throw later;
                }
                pause(later.retryAfterSeconds());
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

    private Exchange.Times talk(Exchange exchange, Duration duration) {
        List<Sent> sent = send(exchange, duration);
        exchange.awaitHeard(sent.getLast());
        return exchange.times(sent);
    }

    private List<Sent> send(Exchange exchange, Duration duration) {
        List<Sent> sent = new ArrayList<>();
        next = new ConstantRate(options.messagesPerSecond())
                .run(next, duration, (number, due) -> sent.add(exchange.post(number, due)));
        return sent;
    }
}
