package dev.parley.push.connection;

import dev.parley.push.frame.CloseCode;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** All connections of this gateway. When it stops, each is told when to come back, before the web server closes its doors. */
@Component
final class Connections implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Connections.class);
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private final ConnectionSettings settings;
    private final MeterRegistry meters;
    private volatile boolean running;

    Connections(ConnectionSettings settings, MeterRegistry meters) {
        this.settings = settings;
        this.meters = meters;
        Gauge.builder("parley.push.connections", open, Set::size)
                .description("Open connections")
                .register(meters);
        Gauge.builder(
                        "parley.push.queued.frames",
                        open,
                        all -> all.stream()
                                .mapToLong(one -> one.line().queuedFrames())
                                .sum())
                .description("Frames waiting in front of sockets")
                .register(meters);
        Gauge.builder(
                        "parley.push.queued.bytes",
                        open,
                        all -> all.stream()
                                .mapToLong(one -> one.line().queuedBytes())
                                .sum())
                .description("Bytes waiting in front of sockets")
                .register(meters);
    }

    /** Takes one more. What it returns is why that cannot last; null when it can. */
    @Nullable
    CloseCode add(Connection connection) {
        // Added before it is asked whether we are stopping, so that stopping finds it or it finds out.
        open.add(connection);
        if (!running) {
            return CloseCode.RESTARTING;
        }
        return open.size() > settings.max() ? CloseCode.TOO_MANY : null;
    }

    void remove(Connection connection) {
        open.remove(connection);
        CloseCode code = connection.line().closing();
        Counter.builder("parley.push.closes")
                .description("Closed connections by who closed them and why")
                .tag("code", code == null ? "client" : code.name().toLowerCase(Locale.ROOT))
                .register(meters)
                .increment();
    }

    void forEach(Consumer<Connection> action) {
        open.forEach(action);
    }

    int size() {
        return open.size();
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        stop(() -> {});
    }

    @Override
    public void stop(Runnable stopped) {
        running = false;
        List<Mono<Void>> farewells = open.stream().map(Connection::ended).toList();
        open.forEach(connection -> connection.close(CloseCode.RESTARTING));
        Mono.when(farewells)
                .timeout(FAREWELL)
                .doFinally(signal -> stopped.run())
                .subscribe(
                        nothing -> {}, late -> log.warn("{} connections did not close in {}", open.size(), FAREWELL));
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
