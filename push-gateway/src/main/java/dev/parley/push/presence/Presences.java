package dev.parley.push.presence;

import dev.parley.api.InvalidInput;
import dev.parley.api.people.UserId;
import dev.parley.api.presence.DeviceState;
import dev.parley.api.presence.PresenceNews;
import dev.parley.api.presence.PresenceNews.DeviceChanged;
import dev.parley.api.presence.PresenceNews.GatewayAlive;
import dev.parley.push.fanout.Subscriber;
import dev.parley.push.frame.CloseCode;
import dev.parley.push.frame.Encoded;
import dev.parley.push.frame.FrameCodec;
import dev.parley.push.frame.ServerFrame.Presence;
import dev.parley.push.view.Acquaintances;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Tells the other gateways of this one's devices, and this one's watchers of everybody's. All of it on one thread, once a second and
 * only what has changed since, so that somebody who comes and goes costs their watchers one frame a second at most.
 */
@Component
public final class Presences implements SmartLifecycle, DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(Presences.class);
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final Duration SOON = Duration.ofMillis(20);
    private static final int TOLD_PER_TICK = 5_000;

    private final PresenceLog topic;
    private final Acquaintances acquaintances;
    private final FrameCodec frames;
    private final PresenceSettings settings;
    private final String self = UUID.randomUUID().toString();
    private final Scheduler thread = Schedulers.newBoundedElastic(1, Integer.MAX_VALUE, "push-presence");
    private final PresenceBook book = new PresenceBook(self);
    private final Devices devices;
    private final Watchers watchers = new Watchers();
    private final Set<UserId> restless = new LinkedHashSet<>();
    private final Map<UserId, Presence> shown = new HashMap<>();
    private final Disposable.Swap ticking = Disposables.swap();
    private boolean telling;
    private volatile Instant aliveToldAt = Instant.MIN;
    private volatile boolean running;

    Presences(PresenceLog topic, Acquaintances acquaintances, FrameCodec frames, PresenceSettings settings) {
        this.topic = topic;
        this.acquaintances = acquaintances;
        this.frames = frames;
        this.settings = settings;
        this.devices = new Devices(self, settings.linger());
    }

    public void opened(Subscriber connection) {
        run(() -> {
            devices.opened(connection, Instant.now());
            if (!telling) {
                telling = true;
                thread.schedule(this::tellSoon, SOON.toMillis(), TimeUnit.MILLISECONDS);
            }
        });
    }

    public void closed(Subscriber connection) {
        run(() -> {
            devices.closed(connection, Instant.now());
            watchers.forget(connection);
        });
    }

    public Mono<Void> says(Subscriber connection, DeviceState state) {
        return Mono.fromRunnable(() -> run(() -> devices.says(connection, state, Instant.now())));
    }

    /** Shows these as they are now, and from now on as they change; instead of those that the connection watched before. */
    public Mono<Void> watch(Subscriber connection, Collection<UserId> users) {
        Set<UserId> wanted = requireFew(users);
        return acquaintances
                .seenBy(connection.user(), wanted)
                .flatMap(visible -> call(() -> {
                    watchers.watch(connection, wanted, visible);
                    wanted.forEach(user ->
                            connection.offer(frames.encode(visible.contains(user) ? shownAs(user) : hidden(user))));
                    return true;
                }))
                .then();
    }

    /** As they are now. Somebody who does not let this one see it looks like somebody who was never there. */
    public Mono<List<Presence>> of(UserId viewer, Collection<UserId> users) {
        Set<UserId> wanted = requireFew(users);
        return acquaintances
                .seenBy(viewer, wanted)
                .flatMap(visible -> call(() -> wanted.stream()
                        .map(user -> visible.contains(user) ? book.of(user) : hidden(user))
                        .toList()));
    }

    /** The next records of the topic, in the order of each key. */
    public Mono<Void> heard(List<PresenceNews> batch) {
        return call(() -> {
                    batch.forEach(this::hear);
                    return true;
                })
                .then();
    }

    /** The topic is about to be read from its beginning. */
    public void readingAgain() {
        run(devices::readAgain);
    }

    /** What there is between these two has changed; {@code parted} when one of them wants nothing to do with the other any more. */
    public void acquaintanceChanged(UserId one, UserId other, boolean parted) {
        run(() -> {
            List<Sight> sights = new ArrayList<>(sights(one, other));
            sights.addAll(sights(other, one));
            if (parted) {
                sights.forEach(this::hide);
            } else {
                recheck(sights);
            }
        });
    }

    /** Somebody lets others nearer or keeps them off, or may not be here at all. */
    public void personChanged(UserId user) {
        run(() -> recheck(watchers.concernedBy(user).stream()
                .map(connection -> new Sight(connection, user))
                .toList()));
    }

    private record Sight(Subscriber connection, UserId user) {}

    private List<Sight> sights(UserId viewer, UserId user) {
        return watchers.concernedBy(user).stream()
                .filter(connection -> connection.user().equals(viewer))
                .map(connection -> new Sight(connection, user))
                .toList();
    }

    /** The views may not know yet what the event says, so they are asked a moment later, and once more. */
    private void recheck(List<Sight> sights) {
        if (sights.isEmpty()) {
            return;
        }
        Flux.just(1, 10)
                .concatMap(seconds -> Mono.delay(Duration.ofSeconds(seconds)))
                .concatMap(late -> Flux.fromIterable(sights).flatMap(this::recheck, 4))
                .subscribe(nothing -> {}, failure -> log.debug("Who sees whom was not looked at again", failure));
    }

    private Mono<Void> recheck(Sight sight) {
        return acquaintances
                .seenBy(sight.connection().user(), List.of(sight.user()))
                .flatMap(visible -> call(() -> {
                    if (visible.isEmpty()) {
                        hide(sight);
                    } else if (watchers.allow(sight.connection(), sight.user())) {
                        sight.connection().offer(frames.encode(shownAs(sight.user())));
                    }
                    return true;
                }))
                .then();
    }

    private void hide(Sight sight) {
        if (watchers.drop(sight.connection(), sight.user())) {
            sight.connection().offer(frames.encode(hidden(sight.user())));
        }
    }

    private void hear(PresenceNews news) {
        switch (news) {
            case DeviceChanged changed -> {
                book.changed(changed);
                restless.add(changed.user());
                Subscriber replaced = devices.heard(changed);
                if (replaced != null) {
                    replaced.close(CloseCode.REPLACED);
                }
            }
            case GatewayAlive alive -> {
                if (!alive.gateway().equals(self)) {
                    restless.addAll(book.alive(alive, Instant.now()));
                }
            }
        }
    }

    private void tick() {
        Instant now = Instant.now();
        restless.addAll(book.expire(now));
        for (UserId user : restless) {
            show(user);
        }
        restless.clear();
        shown.keySet().removeIf(user -> watchers.of(user).isEmpty());
        if (!now.isBefore(aliveToldAt.plus(settings.lease().dividedBy(3)))) {
            aliveToldAt = now;
            tell(new GatewayAlive(self, now.plus(settings.lease()), now));
        }
        devices.due(now, TOLD_PER_TICK).forEach(this::tell);
    }

    /** A connection is told of before its client may have gone elsewhere, or the older of the two would seem to be the newer one. */
    private void tellSoon() {
        telling = false;
        devices.due(Instant.now(), TOLD_PER_TICK).forEach(this::tell);
    }

    private void show(UserId user) {
        Collection<Subscriber> all = watchers.of(user);
        if (all.isEmpty()) {
            return;
        }
        Presence before = shown.get(user);
        Presence now = shownAs(user);
        if (!now.equals(before)) {
            Encoded frame = frames.encode(now);
            all.forEach(connection -> connection.offer(frame));
        }
    }

    private Presence shownAs(UserId user) {
        Presence now = book.of(user);
        shown.put(user, now);
        return now;
    }

    private void tell(PresenceNews news) {
        var _ = topic.append(news).whenComplete((kept, failure) -> {
            if (failure != null) {
                log.debug("Presence was not told", failure);
                if (news instanceof DeviceChanged changed) {
                    run(() -> devices.untold(changed));
                }
            }
        });
    }

    private Set<UserId> requireFew(Collection<UserId> users) {
        Set<UserId> distinct = Set.copyOf(users);
        if (distinct.size() > settings.maxWatched()) {
            throw new InvalidInput(
                    "users",
                    "At most " + settings.maxWatched() + " people are watched at a time, not " + distinct.size() + ".");
        }
        return distinct;
    }

    private static Presence hidden(UserId user) {
        return new Presence(user, Presence.State.OFFLINE, null, 0);
    }

    private void run(Runnable step) {
        if (!thread.isDisposed()) {
            thread.schedule(step);
        }
    }

    private <T> Mono<T> call(Supplier<T> step) {
        return Mono.fromSupplier(step).subscribeOn(thread);
    }

    @Override
    public void start() {
        running = true;
        aliveToldAt = Instant.MIN;
        ticking.update(thread.schedulePeriodically(this::tickOrLog, 0, TICK.toMillis(), TimeUnit.MILLISECONDS));
    }

    private void tickOrLog() {
        try {
            tick();
        } catch (RuntimeException e) {
            log.error("Presence was not told", e);
        }
    }

    /** Whoever was here is not any more, and nobody has to wait for the lease to know. */
    @Override
    public void stop() {
        running = false;
        ticking.update(Disposables.disposed());
        Instant now = Instant.now();
        run(() -> tell(new GatewayAlive(self, now, now)));
    }

    @Override
    public void destroy() {
        thread.dispose();
    }

    /** Behind the connections when it stops, before them when it starts. */
    @Override
    public int getPhase() {
        return 0;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
