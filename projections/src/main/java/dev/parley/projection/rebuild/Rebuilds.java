package dev.parley.projection.rebuild;

import com.mongodb.client.MongoDatabase;
import dev.parley.api.CommandRefused;
import dev.parley.api.InvalidInput;
import dev.parley.api.QueryRefused;
import dev.parley.api.Reason;
import dev.parley.projection.rebuild.RebuildRecord.State;
import dev.parley.projection.runtime.Projections;
import dev.parley.projection.runtime.Stand;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** All rebuilds: begins them, goes on with those that a restart broke off, and puts away what is kept too long. Blocks. */
public final class Rebuilds implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Rebuilds.class);
    private static final int MAX_RATE = 1_000_000;
    private static final Duration TIDY = Duration.ofSeconds(5);

    private final Projections projections;
    private final RebuildLog kept;
    private final Duration keepOld;
    private final Clock clock;
    private final Map<String, RebuildRun> runs = new ConcurrentHashMap<>();
    private @Nullable ScheduledExecutorService tidying;
    private boolean resumed;

    /** @param keepOld for how long a generation that is not read any more is kept up to date, to be returned to */
    public Rebuilds(Projections projections, MongoDatabase viewStore, Duration keepOld, Clock clock) {
        this.projections = projections;
        this.kept = new RebuildLog(viewStore);
        this.keepOld = keepOld;
        this.clock = clock;
    }

    /** What somebody asks for. {@code eventsPerSecond} = 0: as fast as it goes. */
    public record Wish(String view, int eventsPerSecond, boolean confirm, String by) {
        public Wish {
            if (eventsPerSecond < 0 || eventsPerSecond > MAX_RATE) {
                throw new InvalidInput(
                        "eventsPerSecond",
                        "A rebuild reads 1 to " + MAX_RATE + " events a second, or 0 for as fast as it goes; not "
                                + eventsPerSecond + ".");
            }
        }
    }

    public synchronized RebuildStatus begin(Wish wish) {
        Stand stand = projections
                .stand(wish.view())
                .orElseThrow(() -> new InvalidInput(
                        "view",
                        "There is no view of that name; these can be rebuilt: "
                                + projections.projectors().stream().sorted().collect(Collectors.joining(", ")) + "."));
        resume();
        List<RebuildRecord> former = runs.values().stream()
                .map(RebuildRun::rebuild)
                .filter(rebuild -> rebuild.view().equals(wish.view()))
                .toList();
        for (RebuildRecord each : former) {
            if (!each.state().over()) {
                throw new CommandRefused(
                        Reason.CONFLICT,
                        "The rebuild " + each.id() + " of the same view is " + each.state()
                                + "; give it up, or put away what it keeps, with DELETE.");
            }
        }
        int live = stand.shelf().live();
        int generation = 1 + former.stream().mapToInt(RebuildRecord::generation).reduce(live, Math::max);
        stand.shelf().drop(generation); // of a store that forgot what it had made, say
        Instant now = clock.instant();
        RebuildRecord rebuild = new RebuildRecord(
                wish.view() + "-" + generation,
                wish.view(),
                live,
                generation,
                wish.eventsPerSecond(),
                wish.confirm(),
                State.BUILDING,
                wish.by(),
                now,
                now,
                null,
                null);
        kept.save(rebuild);
        RebuildRun run = new RebuildRun(rebuild, projections, stand, kept, clock);
        runs.put(rebuild.id(), run);
        run.start();
        return run.status();
    }

    /** The newest first. */
    public List<RebuildStatus> all() {
        return runs.values().stream()
                .map(RebuildRun::status)
                .sorted(Comparator.comparing(RebuildStatus::startedAt).reversed())
                .toList();
    }

    public RebuildStatus one(String id) {
        return run(id).status();
    }

    /** Reads what was made: for a rebuild that is ready and waits for it, or was rolled back. */
    public synchronized RebuildStatus switchOver(String id) throws InterruptedException {
        RebuildRun run = run(id);
        expect(run, "switched", State.READY, State.ROLLED_BACK);
        return moved(run, run.switchOver());
    }

    /** Reads again what was read before. */
    public synchronized RebuildStatus rollBack(String id) throws InterruptedException {
        RebuildRun run = run(id);
        expect(run, "rolled back", State.SWITCHED);
        return moved(run, run.rollBack());
    }

    private static RebuildStatus moved(RebuildRun run, boolean moved) {
        if (!moved) {
            throw new CommandRefused(
                    Reason.UNAVAILABLE,
                    "The two generations could not be brought to the same place in time; try again.");
        }
        return run.status();
    }

    /** Gives up one that is not over; of one that has switched, puts away what is not read any more. */
    public synchronized RebuildStatus drop(String id) throws InterruptedException {
        RebuildRun run = run(id);
        run.drop();
        return run.status();
    }

    private static void expect(RebuildRun run, String done, State... states) {
        State state = run.rebuild().state();
        if (!List.of(states).contains(state)) {
            throw new CommandRefused(
                    Reason.CONFLICT,
                    "A rebuild can be " + done + " when it is " + List.of(states) + "; this one is " + state + ".");
        }
    }

    private RebuildRun run(String id) {
        RebuildRun run = runs.get(id);
        if (run == null) {
            throw new QueryRefused(Reason.NOT_FOUND, "There is no such rebuild.");
        }
        return run;
    }

    /** Takes up what a former run of this service left, once the store answers. */
    private synchronized void resume() {
        if (resumed) {
            return;
        }
        for (RebuildRecord rebuild : kept.all()) {
            projections.stand(rebuild.view()).ifPresent(stand -> {
                RebuildRun run = new RebuildRun(rebuild, projections, stand, kept, clock);
                if (runs.putIfAbsent(rebuild.id(), run) == null) {
                    run.start();
                }
            });
        }
        resumed = true;
    }

    private void tidy() {
        try {
            resume();
            Instant oldest = clock.instant().minus(keepOld);
            for (RebuildRun run : runs.values()) {
                RebuildRecord rebuild = run.rebuild();
                boolean kept = rebuild.state() == State.SWITCHED || rebuild.state() == State.ROLLED_BACK;
                if (kept && rebuild.settledAt().isBefore(oldest)) {
                    drop(rebuild.id());
                }
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failure) {
            log.warn("Rebuilds are looked after again in {}: {}", TIDY, failure.toString());
        }
    }

    @Override
    public synchronized void start() {
        if (tidying == null) {
            ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("rebuilds").factory());
            var _ = started.scheduleWithFixedDelay(this::tidy, 0, TIDY.toMillis(), TimeUnit.MILLISECONDS);
            tidying = started;
        }
    }

    @Override
    public void stop() {
        synchronized (this) {
            if (tidying != null) {
                tidying.shutdownNow();
                tidying = null;
            }
        }
        try {
            for (RebuildRun run : runs.values()) {
                run.pause();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        runs.clear();
        synchronized (this) {
            resumed = false;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return tidying != null;
    }
}
