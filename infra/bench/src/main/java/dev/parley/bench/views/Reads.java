package dev.parley.bench.views;

import dev.parley.bench.measure.ConstantRate;
import dev.parley.bench.measure.Latency;
import dev.parley.bench.push.Passes;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;

/** Reads through the front door at a constant rate, as many people. */
final class Reads implements AutoCloseable {

    private static final Duration WARM_UP = Duration.ofSeconds(10);

    /** A server that has just started compiles what it does most, for a minute or so, on the same processors. */
    private static final Duration COMPILING = Duration.ofSeconds(60);

    private static final int AT_ONCE = 2_000;

    private final Archive archive;
    private final URI door;
    private final Passes passes;
    private final Map<Integer, String> tokens = new HashMap<>();
    private final RandomGenerator random = new SplittableRandom(18);
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();

    Reads(Archive archive, URI door, Passes passes) {
        this.archive = archive;
        this.door = door;
        this.passes = passes;
    }

    /** A page of fifty messages somewhere in a group's history. */
    Latency.Summary history(int perSecond, Duration duration) throws IOException, InterruptedException {
        int length = Math.max(1, archive.messages() / archive.conversations());
        return at(perSecond, duration, "history, a page of 50, " + perSecond + "/s", number -> {
            int conversation = random.nextInt(archive.conversations());
            int reader = archive.members(conversation).getFirst();
            return request(
                    reader,
                    "/api/v1/conversations/" + Archive.conversation(conversation) + "/messages?limit=50&before="
                            + (1 + random.nextInt(length + 1)));
        });
    }

    /** A hundred conversations with what is unread in them. */
    Latency.Summary list(int perSecond, Duration duration) throws IOException, InterruptedException {
        return at(
                perSecond,
                duration,
                "list of 100 conversations with unread, " + perSecond + "/s",
                number -> request(Archive.busy(random), "/api/v1/conversations?limit=100"));
    }

    /** One or two words, by somebody who is in two hundred groups. */
    Latency.Summary search(int perSecond, Duration duration) throws IOException, InterruptedException {
        return at(perSecond, duration, "search in 200 conversations, " + perSecond + "/s", number -> {
            String words = Archive.word(random) + (random.nextBoolean() ? "" : " " + Archive.word(random));
            return request(
                    Archive.busy(random),
                    "/api/v1/search/messages?q=" + URLEncoder.encode(words, StandardCharsets.UTF_8));
        });
    }

    private HttpRequest request(int person, String path) {
        return HttpRequest.newBuilder(door.resolve(path))
                .header("Authorization", "Bearer " + tokens.computeIfAbsent(person, passes::of))
                .timeout(Duration.ofSeconds(30))
                .build();
    }

    private Latency.Summary at(int perSecond, Duration duration, String what, IntFunction<HttpRequest> requests)
            throws IOException, InterruptedException {
        String _ = run(Math.max(1, perSecond / 4), WARM_UP, new Latency("warm-up"), requests);
        String _ = run(perSecond, COMPILING, new Latency("warm-up"), requests);
        Latency latency = new Latency(what);
        String refused = run(perSecond, duration, latency, requests);
        if (!refused.isEmpty()) {
            throw new IOException("A read was not answered: " + refused);
        }
        return latency.summary();
    }

    /** Returns what the first was told that was refused; empty = all were answered. */
    private String run(int perSecond, Duration duration, Latency latency, IntFunction<HttpRequest> requests)
            throws InterruptedException {
        Semaphore room = new Semaphore(AT_ONCE);
        AtomicReference<String> refusal = new AtomicReference<>("");
        int _ = new ConstantRate(perSecond).run(0, duration, (number, due) -> {
            room.acquireUninterruptibly();
            var _ = http.sendAsync(requests.apply(number), HttpResponse.BodyHandlers.ofByteArray())
                    .whenComplete((answer, failure) -> {
                        if (failure != null) {
                            refusal.compareAndSet("", failure.toString());
                        } else if (answer.statusCode() != 200) {
                            refusal.compareAndSet(
                                    "", answer.statusCode() + " " + new String(answer.body(), StandardCharsets.UTF_8));
                        }
                        latency.record(System.nanoTime() - due);
                        room.release();
                    });
        });
        room.acquire(AT_ONCE);
        return refusal.get();
    }

    @Override
    public void close() {
        http.close();
    }
}
