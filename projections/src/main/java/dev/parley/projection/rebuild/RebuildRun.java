package dev.parley.projection.rebuild;

import dev.parley.api.projection.Generations;
import dev.parley.projection.rebuild.RebuildRecord.State;
import dev.parley.projection.runtime.BulkLoad;
import dev.parley.projection.runtime.Contents;
import dev.parley.projection.runtime.Projections;
import dev.parley.projection.runtime.Shelf;
import dev.parley.projection.runtime.Stand;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One rebuild on its way. Every step is written down before the next, so that it goes on from there after a crash. */
final class RebuildRun {

    /** Of the generation that is left, after the switch: by then every reader has asked anew which one to read. */
    private static final Duration REST = Generations.LEASE.multipliedBy(4);

    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Logger log = LoggerFactory.getLogger(RebuildRun.class);

    private final Projections projections;
    private final Stand stand;
    private final Shelf shelf;
    private final RebuildLog kept;
    private final Clock clock;

    private volatile RebuildRecord rebuild;
    private volatile @Nullable BulkLoad load;
    private volatile boolean broken;
    private volatile @Nullable Thread thread;

    RebuildRun(RebuildRecord rebuild, Projections projections, Stand stand, RebuildLog kept, Clock clock) {
        this.rebuild = rebuild;
        this.projections = projections;
        this.stand = stand;
        this.shelf = stand.shelf();
        this.kept = kept;
        this.clock = clock;
    }

    RebuildStatus status() {
        return RebuildStatus.of(rebuild, load);
    }

    RebuildRecord rebuild() {
        return rebuild;
    }

    /** Goes on with whatever its state asks for. */
    synchronized void start() {
        int beside = shelf.live() == rebuild.generation() ? rebuild.from() : rebuild.generation();
        switch (rebuild.state()) {
            case BUILDING, COMPARING -> {
                if (beside == rebuild.from()) {
                    become(State.SWITCHED); // it was, and there was no time left to write it down
                    stand.runBeside(beside);
                } else {
                    thread = Thread.ofPlatform()
                            .daemon()
                            .name("rebuild-" + rebuild.id())
                            .start(this::make);
                }
            }
            case READY, SWITCHED, ROLLED_BACK -> stand.runBeside(beside);
            case DROPPING -> finishDropping();
            case DONE, ABORTED -> {}
        }
    }

    private void make() {
        while (!broken) {
            try {
                BulkLoad loading = projections.load(
                        shelf,
                        rebuild.generation(),
                        new BulkLoad.Options(rebuild.eventsPerSecond(), record -> true, () -> broken));
                load = loading;
                projections.run(loading);
                stand.runBeside(rebuild.generation());
                compareAndSwitch();
                return;
            } catch (CancellationException givenUp) {
                return;
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException failure) {
                log.warn("The rebuild {} failed and goes on in {} ms", rebuild.id(), PAUSE.toMillis(), failure);
                rebuild = rebuild.hindered("It failed and tries again: " + failure.getMessage());
                if (!rest()) {
                    return;
                }
            }
        }
    }

    private void compareAndSwitch() throws InterruptedException {
        become(State.COMPARING);
        List<Comparison> comparisons = new ArrayList<>();
        List<Contents> made = shelf.contents(rebuild.generation());
        List<Contents> read = shelf.contents(rebuild.from());
        for (int i = 0; i < made.size(); i++) {
            Comparison comparison = new Comparison(read.get(i), made.get(i), Comparison.Scope.ALL);
            comparison.walk(() -> broken);
            comparisons.add(comparison);
        }
        while (!broken && !settle(comparisons)) {
            rebuild = rebuild.hindered("The two generations could not be brought to the same place yet.");
            if (!rest()) {
                return;
            }
        }
    }

    private boolean settle(List<Comparison> comparisons) throws InterruptedException {
        return stand.meet(rebuild.generation(), () -> {
            Report report =
                    new Report(comparisons.stream().map(Comparison::settle).toList());
            change(now -> now.with(report).hindered(null));
            if (broken) {
                return Duration.ZERO;
            }
            if (rebuild.confirm()) {
                become(State.READY);
                return Duration.ZERO;
            }
            if (!report.losesNothing()) {
                change(now -> now.hindered(
                        "Documents that can be read now would be gone; look at the report, and switch or give it up."));
                become(State.READY);
                return Duration.ZERO;
            }
            return read(rebuild.generation(), rebuild.from(), State.SWITCHED);
        });
    }

    /** To be called while both stand still. */
    private Duration read(int to, int from, State next) {
        shelf.makeLive(to);
        stand.swapped(from, to);
        become(next);
        log.info("{} is read in generation {} now, and no more in {}", rebuild.view(), to, from);
        return REST;
    }

    /** Reads what was made, from now on. Returns false when the two could not be brought to the same place. */
    boolean switchOver() throws InterruptedException {
        return stand.meet(rebuild.generation(), () -> read(rebuild.generation(), rebuild.from(), State.SWITCHED));
    }

    /** Reads again what was read before. */
    boolean rollBack() throws InterruptedException {
        return stand.meet(rebuild.from(), () -> read(rebuild.from(), rebuild.generation(), State.ROLLED_BACK));
    }

    /** Puts away the generation that is not read, for good. */
    void drop() throws InterruptedException {
        broken = true;
        Thread making = thread;
        if (making != null) {
            making.join(); // not interrupted: it may be in the middle of the switch
        }
        if (!rebuild.state().over()) {
            become(State.DROPPING);
            finishDropping();
        }
    }

    private void finishDropping() {
        boolean made = shelf.live() == rebuild.generation();
        int left = made ? rebuild.from() : rebuild.generation();
        try {
            stand.stopBeside(left);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return; // the state says what is left to do
        }
        shelf.drop(left);
        become(made ? State.DONE : State.ABORTED);
    }

    /** Leaves off without giving it up: the next start goes on. */
    void pause() throws InterruptedException {
        broken = true;
        Thread making = thread;
        if (making != null) {
            making.interrupt();
            making.join(Duration.ofSeconds(2));
        }
    }

    private void become(State next) {
        change(now -> now.in(next, clock.instant()));
    }

    private synchronized void change(UnaryOperator<RebuildRecord> step) {
        RebuildRecord next = step.apply(rebuild);
        kept.save(next);
        rebuild = next;
    }

    private static boolean rest() {
        try {
            Thread.sleep(PAUSE);
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
