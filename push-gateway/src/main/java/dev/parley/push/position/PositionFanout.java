package dev.parley.push.position;

import dev.parley.api.conversation.ConversationId;
import dev.parley.api.people.UserId;
import dev.parley.api.position.PositionMoved;
import dev.parley.api.wire.Topic;
import dev.parley.push.dispatch.FactFollower;
import dev.parley.push.fanout.Fanout;
import dev.parley.push.fanout.FanoutLoop;
import dev.parley.push.fanout.Subscriber;
import dev.parley.push.frame.Encoded;
import dev.parley.push.frame.FrameCodec;
import dev.parley.push.frame.ServerFrame;
import dev.parley.push.view.GatewayViews;
import dev.parley.push.view.Head;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Shows positions to those whom they concern: one's own devices and the other side of a direct conversation at once, the members of a
 * small group once a second with only the newest of each. In larger groups that would be quadratic, so there one asks for readers.
 */
@Component
public final class PositionFanout implements FactFollower<PositionMoved>, DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(PositionFanout.class);
    private static final Duration TOGETHER = Duration.ofSeconds(1);
    private static final int SMALL_GROUP = 50;
    private static final int MAX_WAITING_GROUPS = 10_000;

    private final FanoutLoop loop;
    private final GatewayViews views;
    private final FrameCodec frames;
    private final LatestPositions latest;
    private final Disposable everySecond;

    /** What waits for its second, by group and person. Belongs to the fan-out's thread. */
    private Map<ConversationId, Map<UserId, PositionMoved>> waiting = new HashMap<>();

    PositionFanout(FanoutLoop loop, GatewayViews views, FrameCodec frames, LatestPositions latest) {
        this.loop = loop;
        this.views = views;
        this.frames = frames;
        this.latest = latest;
        this.everySecond = Flux.interval(TOGETHER)
                .onBackpressureDrop()
                .concatMap(second -> showGroups())
                .subscribe();
    }

    @Override
    public Topic topic() {
        return Topic.POSITIONS;
    }

    @Override
    public Class<PositionMoved> type() {
        return PositionMoved.class;
    }

    @Override
    public Mono<Void> shown(List<PositionMoved> batch) {
        latest.seen(batch);
        return loop.run(fanout -> batch.forEach(moved -> show(fanout, moved)));
    }

    private void show(Fanout fanout, PositionMoved moved) {
        offer(fanout.devices(moved.user()), moved);
        List<Subscriber> others = others(fanout, moved);
        if (others.isEmpty()) {
            return;
        }
        // A direct conversation has one other side, and its id tells.
        if (ConversationId.direct(moved.user(), others.getFirst().user()).equals(moved.conversation())) {
            offer(others, moved);
        } else {
            await(moved);
        }
    }

    private void await(PositionMoved moved) {
        Map<UserId, PositionMoved> group = waiting.get(moved.conversation());
        if (group == null) {
            if (waiting.size() == MAX_WAITING_GROUPS) {
                return;
            }
            group = new HashMap<>();
            waiting.put(moved.conversation(), group);
        }
        // With more movers than a small group has members it is none, and nobody will be shown any of them.
        if (group.size() <= SMALL_GROUP) {
            group.merge(moved.user(), moved, PositionFanout::larger);
        }
    }

    private Mono<Void> showGroups() {
        return loop.call(fanout -> {
                    Map<ConversationId, Map<UserId, PositionMoved>> due = waiting;
                    waiting = new HashMap<>();
                    return due;
                })
                .filter(due -> !due.isEmpty())
                .flatMap(due ->
                        views.heads(due.keySet()).flatMap(heads -> loop.run(fanout -> show(fanout, due, heads))))
                .onErrorResume(failure -> {
                    // They are kept; only their being shown at once is lost. REST knows them.
                    log.warn("Positions of groups were not shown", failure);
                    return Mono.empty();
                });
    }

    private void show(
            Fanout fanout, Map<ConversationId, Map<UserId, PositionMoved>> due, Map<ConversationId, Head> heads) {
        due.forEach((conversation, group) -> {
            Head head = heads.get(conversation);
            if (head != null && head.memberCount() <= SMALL_GROUP) {
                group.values().forEach(moved -> offer(others(fanout, moved), moved));
            }
        });
    }

    private static List<Subscriber> others(Fanout fanout, PositionMoved moved) {
        return fanout.present(moved.conversation()).stream()
                .filter(other -> !other.user().equals(moved.user()))
                .toList();
    }

    private static PositionMoved larger(PositionMoved one, PositionMoved other) {
        return new PositionMoved(
                one.user(),
                one.conversation(),
                Math.max(one.read(), other.read()),
                Math.max(one.delivered(), other.delivered()),
                other.at());
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
