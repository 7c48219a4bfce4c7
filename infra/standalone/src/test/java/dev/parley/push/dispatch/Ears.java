package dev.parley.push.dispatch;

import com.mongodb.reactivestreams.client.MongoClient;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.people.UserId;
import dev.parley.push.fanout.Backlog;
import dev.parley.push.fanout.Delivery;
import dev.parley.push.fanout.Fanout;
import dev.parley.push.fanout.FanoutLoop;
import dev.parley.push.fanout.Subscription;
import dev.parley.push.frame.EventFrames;
import dev.parley.push.frame.FrameCodec;
import dev.parley.push.resume.Admission;
import dev.parley.push.resume.CatchUp;
import dev.parley.push.resume.Gate;
import dev.parley.push.resume.LogStream;
import dev.parley.push.resume.Patience;
import dev.parley.push.tail.Offsets;
import dev.parley.push.tail.Tail;
import dev.parley.push.view.GatewayViews;
import dev.parley.push.view.PlainGatewayViews;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/** What people are told: the gateway's fan-out, fed by hand, with devices that are always there and devices that come and go. */
public final class Ears {

    /** More than that at once nobody is sent who comes back; they are told to look for themselves. */
    public static final int MOST_MISSED = 6;

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final FrameCodec FRAMES = new FrameCodec(JSON);
    private static final EventFrames EVENTS = new EventFrames(JSON, FRAMES);
    private static final Delivery DELIVERY = new Delivery(FRAMES, new SimpleMeterRegistry());

    private final Records records = new Records(JSON, EVENTS);
    private final Fanout fanout = new Fanout(
            new Tail(1_000, 10_000_000, EVENTS::withoutWords),
            DELIVERY,
            new Backlog.Limits(MOST_MISSED, Integer.MAX_VALUE));
    private final Admission admission;
    private final CatchUp catchUp;
    private final Map<UserId, Listener> always = new HashMap<>();

    public Ears(MongoClient store) {
        fanout.begin(Offsets.of(0));
        GatewayViews views = PlainGatewayViews.in(store);
        FanoutLoop loop = new FanoutLoop(fanout, Schedulers.immediate());
        Patience patience = new Patience(Schedulers.parallel(), Duration.ofSeconds(20));
        Gate gate = new Gate(64);
        admission = new Admission(loop, views, patience, gate);
        catchUp = new CatchUp(
                loop, views, () -> Mono.justOrEmpty(fanout.end()), new LogStream(loop, views, EVENTS), patience, gate);
    }

    /** From the beginning on they miss nothing. */
    public void listenAlways(UserId user) {
        Listener listener = new Listener(user, 1);
        Subscription subscription = Objects.requireNonNull(fanout.attach(listener, Offsets.of(0), Map.of()));
        Backlog.Round round = Objects.requireNonNull(fanout.backlog().release(subscription));
        fanout.backlog().advance(subscription, round);
        always.put(user, listener);
    }

    public void take(ConsumerRecord<String, byte[]> event) {
        fanout.accept(new ArrayList<>(List.of(records.event(event))), Offsets.of(event.offset() + 1));
    }

    /** Everything they were told of who are always there: conversation, version (as four digits) and name of each event. */
    public Set<String> heard(UserId user) {
        return always.get(user).lines();
    }

    /** Somebody comes with a device that has these versions, is brought up to now, and goes. */
    public Listener visit(UserId user, Map<ConversationId, Long> heads) {
        Listener listener = new Listener(user, 2);
        Subscription subscription =
                Objects.requireNonNull(admission.admit(listener).block());
        catchUp.resume(subscription, heads, null).block();
        fanout.detach(subscription);
        return listener;
    }
}
