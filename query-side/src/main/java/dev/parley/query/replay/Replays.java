package dev.parley.query.replay;

import dev.parley.api.CommandRefused;
import dev.parley.api.Reason;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * The replays that are under way: so many at once, on so many threads, each reading a piece only when the one before is on its way. Whoever
 * does not read what was sent holds no thread, and after a while no place either.
 */
@Component
public class Replays implements DisposableBean {

    private static final byte[] NOTHING = new byte[0];

    private final ReplaySettings settings;
    private final Semaphore places;
    private final Map<String, Integer> ofAnalysts = new ConcurrentHashMap<>();
    private final Scheduler readers;

    Replays(ReplaySettings settings, MeterRegistry meters) {
        this.settings = settings;
        this.places = new Semaphore(settings.atOnce());
        this.readers = Schedulers.newBoundedElastic(settings.threads(), 10_000, "replay", 60, true);
        Gauge.builder("parley.replays", places, free -> settings.atOnce() - free.availablePermits())
                .description("Replays under way")
                .register(meters);
    }

    /**
     * The pieces, to be read once.
     *
     * @param opening finds the beginning; it may block, and refuse
     * @param room whether more fits on the way to the reader; while it does not, nothing is read
     * @param welcome whether the reader still may read; asked again and again
     * @throws CommandRefused RETRY_LATER, as an error, when there are as many as there may be
     */
    Mono<Flux<byte[]>> begin(String analyst, Supplier<Reading> opening, BooleanSupplier welcome, BooleanSupplier room) {
        return Mono.defer(() -> {
            Place place = take(analyst);
            return Mono.fromSupplier(opening)
                    .subscribeOn(readers)
                    .map(reading -> pieces(reading, welcome, room).doFinally(how -> {
                        place.leave();
                        readers.schedule(reading::close);
                    }))
                    .doOnError(refused -> place.leave())
                    .doOnCancel(place::leave);
        });
    }

    private Flux<byte[]> pieces(Reading reading, BooleanSupplier welcome, BooleanSupplier room) {
        Pace pace = new Pace();
        return Mono.fromCallable(() -> piece(reading, welcome, room, pace))
                .subscribeOn(readers)
                .filter(piece -> piece.length > 0)
                .repeatWhen(rounds ->
                        rounds.takeWhile(round -> !reading.finished()).concatMap(round -> pace.pause(reading)));
    }

    private byte[] piece(Reading reading, BooleanSupplier welcome, BooleanSupplier room, Pace pace) {
        if (!welcome.getAsBoolean()) {
            throw new CommandRefused(Reason.NOT_AUTHENTICATED, "The token is not good any more.");
        }
        if (!room.getAsBoolean()) {
            pace.stuck(settings.patience());
            return NOTHING;
        }
        byte[] piece = reading.next();
        if (piece.length == 0 && !reading.finished() && pace.silentFor(settings.signOfLife())) {
            piece = reading.signOfLife();
        }
        pace.goesOn(piece.length > 0);
        return piece;
    }

    private Place take(String analyst) {
        int theirs = ofAnalysts.merge(analyst, 1, Integer::sum);
        if (theirs > settings.atOncePerAnalyst()) {
            leave(analyst);
            throw new CommandRefused(
                    Reason.RETRY_LATER,
                    "You have " + settings.atOncePerAnalyst() + " replays under way, as many as there may be.");
        }
        if (!places.tryAcquire()) {
            leave(analyst);
            throw new CommandRefused(
                    Reason.RETRY_LATER,
                    "There are " + settings.atOnce() + " replays under way, as many as there may be.");
        }
        return new Place(analyst);
    }

    private void leave(String analyst) {
        ofAnalysts.computeIfPresent(analyst, (who, count) -> count == 1 ? null : count - 1);
    }

    /** Given back once, however often it ends. */
    private final class Place {

        private final String analyst;
        private final AtomicBoolean left = new AtomicBoolean();

        Place(String analyst) {
            this.analyst = analyst;
        }

        void leave() {
            if (left.compareAndSet(false, true)) {
                places.release();
                Replays.this.leave(analyst);
            }
        }
    }

    @Override
    public void destroy() {
        readers.dispose();
    }

    /** How quickly a reader takes what there is. */
    private static final class Pace {

        private static final Duration SHORTEST = Duration.ofMillis(1);
        private static final Duration LONGEST = Duration.ofMillis(50);

        private volatile long lastSent = System.nanoTime();
        private volatile long stuckSince;
        private volatile boolean stuck;

        /** Nothing more fits on the way to them. */
        void stuck(Duration patience) {
            long now = System.nanoTime();
            if (!stuck) {
                stuckSince = now;
                stuck = true;
            }
            if (now - stuckSince > patience.toNanos()) {
                throw new CommandRefused(
                        Reason.RETRY_LATER, "Nobody took what was sent for " + patience.toSeconds() + " seconds.");
            }
        }

        void goesOn(boolean sent) {
            stuck = false;
            if (sent) {
                lastSent = System.nanoTime();
            }
        }

        boolean silentFor(Duration longest) {
            return System.nanoTime() - lastSent > longest.toNanos();
        }

        /** Before the next piece: the longer somebody takes nothing, the more seldom we look. */
        Mono<Long> pause(Reading reading) {
            if (stuck) {
                Duration wait = Duration.ofNanos((System.nanoTime() - stuckSince) / 4);
                return Mono.delay(
                        wait.compareTo(SHORTEST) < 0 ? SHORTEST : wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
            }
            return reading.idle() ? Mono.delay(Reading.lookAgainAfter()) : Mono.just(0L);
        }
    }
}
