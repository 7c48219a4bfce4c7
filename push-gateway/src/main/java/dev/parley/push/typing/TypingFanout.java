package dev.parley.push.typing;

import dev.parley.api.conversation.ConversationId;
import dev.parley.api.people.UserId;
import dev.parley.api.signal.TypingChanged;
import dev.parley.api.wire.Topic;
import dev.parley.push.dispatch.FactFollower;
import dev.parley.push.fanout.FanoutLoop;
import dev.parley.push.fanout.Subscriber;
import dev.parley.push.frame.Encoded;
import dev.parley.push.frame.FrameCodec;
import dev.parley.push.frame.ServerFrame;
import dev.parley.push.view.Acquaintances;
import dev.parley.push.view.GatewayViews;
import dev.parley.push.view.Head;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.concurrent.Queues;

/**
 * Shows who is typing to the other members of a small conversation, as long as it lasts. In larger groups somebody always is, and
 * everybody would be told all the time. What does not fit in the queue is not shown: it would be old before its turn.
 */
@Component
final class TypingFanout implements FactFollower<TypingChanged>, DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(TypingFanout.class);
    private static final int SMALL_GROUP = 50;
    private static final int LANES = 8;
    private static final int MAX_SHOWN = 20_000;
    private static final Duration SWEEP = Duration.ofSeconds(1);

    private record Typist(ConversationId conversation, UserId user) {}

    private record Shown(List<Subscriber> to, Instant until) {}

    private final FanoutLoop loop;
    private final GatewayViews views;
    private final Acquaintances acquaintances;
    private final FrameCodec frames;
    private final Sinks.Many<TypingChanged> queue = Sinks.many()
            .unicast()
            .onBackpressureBuffer(Queues.<TypingChanged>get(1024).get());
    private final Disposable working;

    /** Whose typing is shown just now, and until when. Belongs to the fan-out's thread. */
    private final Map<Typist, Shown> shown = new LinkedHashMap<>();

    TypingFanout(FanoutLoop loop, GatewayViews views, Acquaintances acquaintances, FrameCodec frames) {
        this.loop = loop;
        this.views = views;
        this.acquaintances = acquaintances;
        this.frames = frames;
        Flux<Void> signals = queue.asFlux()
                .groupBy(signal -> Math.floorMod(signal.conversation().hashCode(), LANES))
                .flatMap(lane -> lane.concatMap(this::show), LANES);
        Flux<Void> sweeps = Flux.interval(SWEEP).onBackpressureDrop().concatMap(tick -> sweep());
        this.working = Flux.merge(signals, sweeps).subscribe();
    }

    @Override
    public Topic topic() {
        return Topic.SIGNALS;
    }

    @Override
    public Class<TypingChanged> type() {
        return TypingChanged.class;
    }

    /** Does not wait for its being shown: messages do not wait for signals. */
    @Override
    public Mono<Void> shown(List<TypingChanged> batch) {
        return Mono.fromRunnable(() -> batch.forEach(queue::tryEmitNext));
    }

    private Mono<Void> show(TypingChanged signal) {
        boolean late = signal.at().plus(TypingChanged.LASTS).isBefore(Instant.now());
        Mono<Void> done = signal.active() && !late ? begin(signal) : loop.run(fanout -> end(typist(signal)));
        return done.onErrorResume(failure -> {
            log.debug("That somebody is typing was not shown", failure);
            return Mono.empty();
        });
    }

    private Mono<Void> begin(TypingChanged signal) {
        return loop.call(fanout -> others(fanout.present(signal.conversation()), signal.user()))
                .filter(others -> !others.isEmpty())
                .filterWhen(others -> small(signal.conversation()))
                .flatMap(others -> acquaintances
                        .unblocked(
                                signal.user(),
                                others.stream().map(Subscriber::user).distinct().toList())
                        .flatMap(may -> loop.run(fanout -> begin(signal, others, may))));
    }

    private void begin(TypingChanged signal, List<Subscriber> others, Set<UserId> may) {
        if (shown.size() >= MAX_SHOWN && !shown.containsKey(typist(signal))) {
            return;
        }
        List<Subscriber> to =
                others.stream().filter(other -> may.contains(other.user())).toList();
        shown.put(typist(signal), new Shown(to, signal.at().plus(TypingChanged.LASTS)));
        offer(to, typist(signal), true);
    }

    /** Whoever was shown that it began is shown that it is over, and nobody else. */
    private void end(Typist typist) {
        Shown over = shown.remove(typist);
        if (over != null) {
            offer(over.to(), typist, false);
        }
    }

    private Mono<Void> sweep() {
        Instant now = Instant.now();
        return loop.run(fanout -> shown.entrySet().stream()
                .filter(entry -> entry.getValue().until().isBefore(now))
                .map(Map.Entry::getKey)
                .toList()
                .forEach(this::end));
    }

    private Mono<Boolean> small(ConversationId conversation) {
        return views.heads(List.of(conversation)).map(heads -> {
            Head head = heads.get(conversation);
            // A view that does not know it yet will not know it to be large either.
            return head == null || head.memberCount() <= SMALL_GROUP;
        });
    }

    private void offer(List<Subscriber> to, Typist typist, boolean active) {
        if (!to.isEmpty()) {
            Encoded frame = frames.encode(new ServerFrame.Typing(typist.conversation(), typist.user(), active));
            to.forEach(subscriber -> subscriber.offer(frame));
        }
    }

    private static List<Subscriber> others(List<Subscriber> present, UserId user) {
        return present.stream().filter(one -> !one.user().equals(user)).toList();
    }

    private static Typist typist(TypingChanged signal) {
        return new Typist(signal.conversation(), signal.user());
    }

    @Override
    public void destroy() {
        working.dispose();
    }
}
