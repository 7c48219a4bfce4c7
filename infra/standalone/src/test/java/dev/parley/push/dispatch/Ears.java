package dev.parley.push.dispatch;

import dev.parley.api.people.UserId;
import dev.parley.api.session.DeviceId;
import dev.parley.push.fanout.Backlog;
import dev.parley.push.fanout.Delivery;
import dev.parley.push.fanout.Fanout;
import dev.parley.push.fanout.Subscriber;
import dev.parley.push.fanout.Subscription;
import dev.parley.push.frame.CloseCode;
import dev.parley.push.frame.Encoded;
import dev.parley.push.frame.EventFrames;
import dev.parley.push.frame.FrameCodec;
import dev.parley.push.tail.Offsets;
import dev.parley.push.tail.Tail;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What everybody is told who is connected all the time: the gateway's fan-out, fed by hand. */
public final class Ears {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final FrameCodec FRAMES = new FrameCodec(JSON);
    private static final EventFrames EVENTS = new EventFrames(JSON, FRAMES);
    private static final Delivery DELIVERY = new Delivery(FRAMES, new SimpleMeterRegistry());

    private final Records records = new Records(JSON, EVENTS);
    private final Fanout fanout = new Fanout(new Tail(1_000, 10_000_000, EVENTS::withoutWords), DELIVERY, 500);
    private final Map<UserId, Set<String>> heard = new HashMap<>();

    public Ears(List<UserId> people) {
        fanout.begin(Offsets.of(0));
        for (UserId user : people) {
            heard.put(user, new TreeSet<>());
            Subscription subscription =
                    Objects.requireNonNull(fanout.attach(new Listener(user), Offsets.of(0), Map.of()));
            Backlog.Round round = Objects.requireNonNull(fanout.backlog().release(subscription));
            fanout.backlog().advance(subscription, round);
        }
    }

    public void take(List<ConsumerRecord<String, byte[]>> events) {
        if (!events.isEmpty()) {
            fanout.accept(
                    new ArrayList<>(events.stream().map(records::event).toList()),
                    Offsets.of(events.getLast().offset() + 1));
        }
    }

    /** Everything they were told of: conversation, version (as four digits) and name of each event. */
    public Set<String> heard(UserId user) {
        return heard.getOrDefault(user, Set.of());
    }

    private final class Listener implements Subscriber {

        private final UserId user;

        Listener(UserId user) {
            this.user = user;
        }

        @Override
        public UserId user() {
            return user;
        }

        @Override
        public DeviceId device() {
            return new DeviceId(new UUID(1, 1));
        }

        @Override
        public void opened(Subscription subscription) {}

        @Override
        public void offer(Encoded frame) {
            JsonNode json = JSON.readTree(frame.utf8());
            String line = "%s %04d %s"
                    .formatted(
                            json.path("conversation").asString(""),
                            json.path("version").asLong(-1),
                            json.path("event").asString(json.path("type").asString("")));
            if (!heard(user).add(line)) {
                throw new AssertionError(user + " is told twice of " + line);
            }
        }

        @Override
        public boolean hasRoom() {
            return true;
        }

        @Override
        public Mono<Void> room() {
            return Mono.empty();
        }

        @Override
        public void close(CloseCode code) {
            throw new AssertionError(user + " is sent away: " + code);
        }
    }
}
