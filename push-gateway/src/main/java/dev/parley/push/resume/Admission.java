package dev.parley.push.resume;

import dev.parley.api.projection.Projectors;
import dev.parley.push.fanout.Fanout;
import dev.parley.push.fanout.FanoutLoop;
import dev.parley.push.fanout.Subscriber;
import dev.parley.push.fanout.Subscription;
import dev.parley.push.tail.Offsets;
import dev.parley.push.view.GatewayViews;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * Lets a connection into the fan-out, with its person's memberships right by version: the view, read after its offsets, and the
 * records from those offsets on.
 */
public final class Admission {

    private final FanoutLoop loop;
    private final GatewayViews views;
    private final Patience patience;
    private final Gate gate;

    public Admission(FanoutLoop loop, GatewayViews views, Patience patience, Gate gate) {
        this.loop = loop;
        this.views = views;
        this.patience = patience;
        this.gate = gate;
    }

    /** Fails with {@code VIEW_BEHIND} when the view lags by more than the tail reaches back, and keeps doing so. */
    public Mono<Subscription> admit(Subscriber subscriber) {
        Mono<Subscription> known = loop.call(fanout -> fanout.attach(subscriber));
        return known.switchIfEmpty(gate.through(patience.until(load(subscriber))));
    }

    private Mono<Subscription> load(Subscriber subscriber) {
        return loop.call(Fanout::end)
                .flatMap(Mono::justOrEmpty)
                .map(Offsets::partitions)
                .flatMap(partitions -> views.applied(partitions, List.of(Projectors.MEMBERSHIPS))
                        .flatMap(applied -> views.memberships(subscriber.user())
                                .flatMap(memberships ->
                                        loop.call(fanout -> fanout.attach(subscriber, applied, memberships)))));
    }
}
