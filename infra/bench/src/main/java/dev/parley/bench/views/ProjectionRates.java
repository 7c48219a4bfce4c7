package dev.parley.bench.views;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Watches from the first sign of life how many events each projector has applied, by the product's own meters. */
final class ProjectionRates implements AutoCloseable {

    private static final Duration GLANCE = Duration.ofMillis(100);
    private static final Pattern APPLIED =
            Pattern.compile("parley_projection_applied_total\\{projector=\"([^\"]+)\"[^}]*} ([0-9.E]+)");

    /** From the first glance at which something was applied to the last at which more was. */
    private static final class Course {

        private final long firstNanos;
        private final double first;
        private long lastNanos;
        private double last;

        Course(long nanos, double applied) {
            this.firstNanos = nanos;
            this.first = applied;
            this.lastNanos = nanos;
            this.last = applied;
        }

        void at(long nanos, double applied) {
            if (applied > last) {
                last = applied;
                lastNanos = nanos;
            }
        }

        double perSecond() {
            return lastNanos == firstNanos ? 0 : (last - first) / ((lastNanos - firstNanos) / 1e9);
        }
    }

    private final URI meters;
    private final Map<String, Course> courses = new ConcurrentSkipListMap<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Thread watch;
    private volatile boolean ended;

    ProjectionRates(int managementPort) {
        this.meters = URI.create("http://127.0.0.1:" + managementPort + "/actuator/prometheus");
        this.watch = Thread.ofPlatform().daemon().name("rates").start(this::run);
    }

    private void run() {
        try {
            while (!ended) {
                glance();
                Thread.sleep(GLANCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void glance() throws InterruptedException {
        try {
            String page = http.send(HttpRequest.newBuilder(meters).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
            long now = System.nanoTime();
            Matcher applied = APPLIED.matcher(page);
            while (applied.find()) {
                double count = Double.parseDouble(applied.group(2));
                if (count > 0) {
                    courses.computeIfAbsent(applied.group(1), name -> new Course(now, count))
                            .at(now, count);
                }
            }
        } catch (IOException e) {
            // not there yet, or not any more
        }
    }

    /** Events a second, by projector; those with too few events to tell are left out. */
    Map<String, Double> perSecond(long least) {
        Map<String, Double> rates = new TreeMap<>();
        courses.forEach((projector, course) -> {
            if (course.last >= least) {
                rates.put(projector, course.perSecond());
            }
        });
        return rates;
    }

    @Override
    public void close() {
        ended = true;
        watch.interrupt();
        http.shutdownNow();
    }
}
