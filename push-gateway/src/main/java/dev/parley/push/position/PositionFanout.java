package dev.parley.push.position;

import dev.parley.api.conversation.ConversationId;
import dev.parley.api.position.PositionMoved;
import dev.parley.push.fanout.Fanout;
import dev.parley.push.fanout.FanoutLoop;
import dev.parley.push.fanout.Subscriber;
import dev.parley.push.frame.Encoded;
import dev.parley.push.frame.FrameCodec;
import dev.parley.push.frame.ServerFrame;
import dev.parley.push.view.GatewayViews;
import dev.parley.push.view.Head;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Shows positions to those whom they concern: one's own devices and the other side of a conversation of two at once, the members of a
 * small group once a second with only the newest of each. In larger groups that would be quadratic, so there one asks for readers.
 */
@Component
public final class PositionFanout implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(PositionFanout.class);
    private static final int AT_ONCE_UP_TO = 2;
    private static final int SMALL_GROUP = 50;
    private static final int MAX_PENDING = 10_000;

    private final FanoutLoop loop;
    private final GatewayViews views;
    private final FrameCodec frames;
    private final Map<String, PositionMoved> pending = new ConcurrentHashMap<>();
    private final Disposable everySecond;

    PositionFanout(FanoutLoop loop, GatewayViews views, FrameCodec frames) {
        this.loop = loop;
        this.views = views;
        this.frames = frames;
        this.everySecond = Flux.interval(Duration.ofSeconds(1))
                .onBackpressureDrop()
                .subscribe(
                        second -> flush(), failure -> log.error("Positions of groups are not shown any more", failure));
    }

    /** Called for each record of the topic, in order. */
    public void moved(PositionMoved moved) {
        loop.call(fanout -> {
                    offer(fanout.devices(moved.user()), moved);
                    return othersPresent(fanout, moved) ? moved.conversation() : null;
                })
                .flatMap(this::memberCount)
                .subscribe(
                        members -> toOthers(moved, members), failure -> log.warn("A position was not shown", failure));
    }

    private Mono<Integer> memberCount(ConversationId conversation) {
        return views.heads(List.of(conversation))
                .mapNotNull(heads -> heads.get(conversation))
                .map(Head::memberCount);
    }

    private void toOthers(PositionMoved moved, int members) {
        if (members <= AT_ONCE_UP_TO) {
            send(moved);
        } else if (members <= SMALL_GROUP && pending.size() < MAX_PENDING) {
            pending.merge(moved.key(), moved, (older, newer) -> newer.read() >= older.read() ? newer : older);
        }
    }

    private void flush() {
        List.copyOf(pending.keySet()).forEach(key -> {
            PositionMoved moved = pending.remove(key);
            if (moved != null) {
                send(moved);
            }
        });
    }

    private void send(PositionMoved moved) {
        loop.run(fanout -> offer(
                        fanout.present(moved.conversation()).stream()
                                .filter(other -> !other.user().equals(moved.user()))
                                .toList(),
                        moved))
                .subscribe();
    }

    private static boolean othersPresent(Fanout fanout, PositionMoved moved) {
        return fanout.present(moved.conversation()).stream()
                .anyMatch(other -> !other.user().equals(moved.user()));
    }

    private void offer(List<Subscriber> to, PositionMoved moved) {
        if (to.isEmpty()) {
            return;
        }
        Encoded frame = frames.encode(
                new ServerFrame.Position(moved.conversation(), moved.user(), moved.read(), moved.delivered()));
        to.forEach(subscriber -> subscriber.offer(frame));
    }

    @Override
    public void destroy() {
        everySecond.dispose();
    }
}
