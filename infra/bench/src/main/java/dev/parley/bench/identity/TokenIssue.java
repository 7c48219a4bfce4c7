package dev.parley.bench.identity;

import dev.parley.bench.identity.IdentityReport.Figure;
import dev.parley.bench.measure.Latency;
import dev.parley.demo.client.Answer;
import dev.parley.demo.client.FrontDoor;
import dev.parley.demo.client.Person;
import dev.parley.demo.client.Unmet;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** An application's back end asks for client-credentials tokens through the front door, as many as it gets. */
final class TokenIssue {

    private static final Duration WARM_UP = Duration.ofSeconds(5);

    /** Warm is what did not get faster by a tenth; by then it is said how fast it is, warm or not. */
    private static final int WARM_UPS = 12;

    private final FrontDoor door;
    private final IdentityOptions options;

    TokenIssue(FrontDoor door, IdentityOptions options) {
        this.door = door;
        this.options = options;
    }

    List<Figure> run(List<Latency.Summary> times) throws InterruptedException {
        Person owner = Person.newcomer(door, "Owner");
        Map<String, String> asApplication = asApplication(owner);
        double first = rate(asApplication, WARM_UP, new Latency("at first"));
        warmUp(asApplication, first);
        Latency latency = new Latency("client-credentials token");
        double warm = rate(asApplication, options.duration(), latency);
        times.add(latency.summary());
        return List.of(
                new Figure("client-credentials tokens issued, in the first seconds", first, "/s"),
                new Figure("client-credentials tokens issued", warm, "/s"));
    }

    private void warmUp(Map<String, String> asApplication, double first) throws InterruptedException {
        double best = first;
        for (int round = 0; round < WARM_UPS; round++) {
            double next = rate(asApplication, WARM_UP, new Latency("warming up"));
            if (next < best * 1.1) {
                return;
            }
            best = next;
        }
    }

    private Map<String, String> asApplication(Person owner) {
        Answer registered =
                owner.rest().call("POST", "/applications", Map.of(), """
                        {"name": "Bench", "grantTypes": ["client_credentials"], "scopes": ["messages:send"]}""").orRefused();
        String client = registered.body().path("application").asString("");
        String secret = registered.body().path("newSecret").path("clientSecret").asString("");
        String basic = Base64.getEncoder().encodeToString((client + ":" + secret).getBytes(StandardCharsets.UTF_8));
        return Map.of("Authorization", "Basic " + basic, "Content-Type", "application/x-www-form-urlencoded");
    }

    private double rate(Map<String, String> headers, Duration duration, Latency latency) throws InterruptedException {
        long end = System.nanoTime() + duration.toNanos();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Boolean> caller = () -> {
                while (System.nanoTime() - end < 0) {
                    one(headers, latency);
                }
                return true;
            };
            for (Future<Boolean> done : callers.invokeAll(Collections.nCopies(options.callers(), caller))) {
                if (done.state() == Future.State.FAILED) {
                    throw new IllegalStateException(done.exceptionNow().getMessage(), done.exceptionNow());
                }
            }
        }
        return latency.summary().count() / (double) duration.toSeconds();
    }

    private void one(Map<String, String> headers, Latency latency) {
        long begun = System.nanoTime();
        Answer answer =
                door.call("POST", "/oauth2/token", headers, "grant_type=client_credentials&scope=messages:send");
        if (answer.status() != 200) {
            throw new Unmet("a token", answer.status() + " " + answer.text());
        }
        latency.record(System.nanoTime() - begun);
    }
}
