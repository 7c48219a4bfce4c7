package dev.parley.command.timer;

import dev.parley.api.CommandRefused;
import dev.parley.api.Reason;
import dev.parley.api.Refused;
import dev.parley.command.people.PeopleDirectory;
import dev.parley.command.timer.PendingTimers.Ringing;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.InterruptException;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import tools.jackson.databind.json.JsonMapper;

/**
 * The process manager of time: follows the events, keeps what is to happen on Kafka, and rings when it is due. At least once, and as the
 * commands know a repeat, exactly once in effect. While Kafka is away, what is known already goes on to ring.
 */
public final class Timekeeper implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Timekeeper.class);
    private static final int MOST_AT_ONCE = 64;
    private static final int MOST_ATTEMPTS = 20;
    private static final Duration REST = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private final Supplier<TimerLog> kafka;
    private final Bell bell;
    private final PendingTimers pending;
    private final Clock clock;
    private final io.micrometer.core.instrument.Timer delay;
    private final JsonMapper json = JsonMapper.shared();
    private final Semaphore free = new Semaphore(MOST_AT_ONCE);
    private volatile @Nullable Thread follower;
    private volatile @Nullable Thread ringer;
    private volatile @Nullable String trouble;

    /** On those brokers, for whoever these commands reach; starts when it is told to. */
    public static Timekeeper of(
            String bootstrapServers,
            CommandGateway commands,
            PeopleDirectory people,
            Clock clock,
            MeterRegistry meters) {
        return new Timekeeper(() -> new TimerLog(bootstrapServers), new Bell(commands, people), clock, meters);
    }

    private Timekeeper(Supplier<TimerLog> kafka, Bell bell, Clock clock, MeterRegistry meters) {
        this.kafka = kafka;
        this.bell = bell;
        this.clock = clock;
        this.pending = new PendingTimers(clock);
        this.delay = io.micrometer.core.instrument.Timer.builder("parley.timers.delay")
                .description("From when something is due until it has happened")
                .publishPercentiles(0.5, 0.95, 0.99)
                .register(meters);
        Gauge.builder("parley.timers.pending", pending, PendingTimers::size).register(meters);
    }

    /** What keeps new timers from being heard of just now; null = nothing. */
    public @Nullable String trouble() {
        return trouble;
    }

    @Override
    public void start() {
        Thread following = Thread.ofPlatform().name("timers").unstarted(this::run);
        Thread ringing = Thread.ofPlatform().name("timers-bell").unstarted(this::ring);
        follower = following; // before they run: they ask whether they should
        ringer = ringing;
        following.start();
        ringing.start();
    }

    @Override
    public void stop() {
        Thread following = follower;
        Thread ringing = ringer;
        follower = null;
        ringer = null;
        try {
            if (ringing != null) {
                ringing.interrupt();
                ringing.join(FAREWELL);
            }
            if (following != null && !following.join(FAREWELL)) {
                following.interrupt();
                following.join(FAREWELL);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return follower != null;
    }

    private void run() {
        while (isRunning()) {
            try (TimerLog timers = kafka.get()) {
                trouble = null;
                while (isRunning()) {
                    if (timers.isOurTurn()) {
                        keepTime(timers);
                    }
                }
            } catch (InterruptException e) {
                return;
            } catch (RuntimeException e) {
                if (isRunning()) {
                    trouble = e.toString();
                    log.warn("Timers are not kept; trying again: {}", e.toString());
                    rest();
                }
            }
        }
    }

    private void keepTime(TimerLog timers) {
        List<TimerChange> kept = timers.recover();
        pending.clear(); // not before: while Kafka is away, what is known goes on to ring
        kept.forEach(pending::change);
        log.info("Keeping time, {} timers are pending", pending.size());
        while (isRunning() && timers.isOurTurn()) {
            List<TimerChange> changes = new ArrayList<>();
            for (ConsumerRecord<String, byte[]> record : timers.poll()) {
                read(record).ifPresent(change -> {
                    if (pending.change(change)) {
                        changes.add(change);
                    }
                });
            }
            timers.keep(changes);
        }
        pending.clear();
    }

    /** One that we do not understand may be from a newer version. It must not keep the others from happening. */
    private Optional<TimerChange> read(ConsumerRecord<String, byte[]> record) {
        try {
            return TimerChange.of(record, json);
        } catch (RuntimeException e) {
            log.error("{}-{}@{} cannot be read for timers", record.topic(), record.partition(), record.offset(), e);
            return Optional.empty();
        }
    }

    private void ring() {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            while (isRunning()) {
                free.acquire();
                Ringing next = pending.take();
                threads.execute(() -> ring(next));
            }
        } catch (InterruptedException e) {
            log.debug("Asked to stop");
        }
    }

    private void ring(Ringing ringing) {
        try {
            bell.ring(ringing.timer());
            delay.record(Duration.between(ringing.timer().dueAt(), clock.instant()));
        } catch (Refused refused) {
            refused(ringing, refused);
        } catch (RuntimeException e) {
            log.error("{} could not happen", ringing.timer().id(), e);
            refused(ringing, new CommandRefused(Reason.INTERNAL, "Something went wrong on our side."));
        } finally {
            free.release();
        }
    }

    private void refused(Ringing ringing, Refused refusal) {
        boolean passes = refusal.reason().passes() || refusal.reason() == Reason.INTERNAL;
        if (passes && ringing.attempt() < MOST_ATTEMPTS) {
            pending.again(ringing, later(ringing, refusal));
            return;
        }
        try {
            bell.giveUp(ringing.timer(), refusal);
        } catch (RuntimeException e) {
            log.warn(
                    "{} was refused, which could not be noted; trying again: {}",
                    ringing.timer().id(),
                    e.toString());
            pending.again(ringing, LONGEST_WAIT);
        }
    }

    /** As long as it asks for, and longer each time. */
    private static Duration later(Ringing ringing, Refused refusal) {
        Duration longer = Duration.ofMillis(200L << Math.min(ringing.attempt(), 10));
        Duration shorter = longer.compareTo(LONGEST_WAIT) < 0 ? longer : LONGEST_WAIT;
        return shorter.compareTo(refusal.retryAfter()) > 0 ? shorter : refusal.retryAfter();
    }

    private static void rest() {
        try {
            Thread.sleep(REST);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
