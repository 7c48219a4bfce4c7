package dev.parley.push.resume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.Membership;
import dev.parley.api.people.UserId;
import dev.parley.api.session.DeviceId;
import dev.parley.push.fanout.Backlog;
import dev.parley.push.fanout.Subscriber;
import dev.parley.push.fanout.Subscription;
import dev.parley.push.frame.CloseCode;
import dev.parley.push.frame.Encoded;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A connection that writes down all it gets and knows what it should have got. */
final class SimulatedDevice implements Subscriber {

    private static final int ROOM = 6;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final UserId user;
    private final DeviceId device;
    private final long[] dispatchedAtWelcome;
    private final List<MonoSink<Void>> waiting = new ArrayList<>();

    @Nullable
    Subscription subscription;

    @Nullable
    Map<ConversationId, Long> heads;

    boolean closed;
    boolean caughtUp;

    @Nullable
    String lastDigest;

    private int queued;
    private final Supplier<long[]> dispatched;

    final Map<ConversationId, TreeSet<Long>> received = new TreeMap<>(byText());
    final Map<ConversationId, Long> resets = new HashMap<>();
    private final Map<ConversationId, Long> newest = new HashMap<>();

    SimulatedDevice(UserId user, DeviceId device, Supplier<long[]> dispatched) {
        this.user = user;
        this.device = device;
        this.dispatched = dispatched;
        this.dispatchedAtWelcome = new long[World.PARTITIONS];
    }

    private static Comparator<ConversationId> byText() {
        return Comparator.comparing(ConversationId::toString);
    }

    @Override
    public UserId user() {
        return user;
    }

    @Override
    public DeviceId device() {
        return device;
    }

    @Override
    public void opened(Subscription opened) {
        subscription = opened;
        System.arraycopy(dispatched.get(), 0, dispatchedAtWelcome, 0, World.PARTITIONS);
    }

    @Override
    public void offer(Encoded frame) {
        if (closed) {
            return;
        }
        queued++;
        JsonNode json = JSON.readTree(frame.utf8());
        switch (json.get("type").stringValue()) {
            case "event" ->
                event(
                        ConversationId.of(json.get("conversation").stringValue()),
                        json.get("version").longValue());
            case "reset" ->
                reset(
                        ConversationId.of(json.get("conversation").stringValue()),
                        json.get("version").longValue());
            case "caughtUp" -> caughtUp = true;
            case "heads" ->
                lastDigest =
                        json.get("count").intValue() + "/" + json.get("digest").stringValue();
            default -> throw new AssertionError("Unexpected " + json);
        }
    }

    private void event(ConversationId conversation, long version) {
        assertThat(version)
                .as("%s of %s after %s", version, conversation, newest.get(conversation))
                .isGreaterThan(newest.getOrDefault(conversation, -1L));
        newest.put(conversation, version);
        received.computeIfAbsent(conversation, c -> new TreeSet<>()).add(version);
    }

    private void reset(ConversationId conversation, long version) {
        assertThat(version).isGreaterThanOrEqualTo(newest.getOrDefault(conversation, -1L));
        newest.put(conversation, version);
        resets.put(conversation, version);
    }

    /** It asks anew: what comes from then on is judged afresh. */
    void forget() {
        received.clear();
        resets.clear();
        newest.clear();
        caughtUp = false;
    }

    @Override
    public boolean hasRoom() {
        return queued < ROOM;
    }

    @Override
    public Mono<Void> room() {
        return Mono.create(sink -> {
            if (hasRoom() || closed) {
                sink.success();
            } else {
                waiting.add(sink);
            }
        });
    }

    void drain() {
        queued = 0;
        List<MonoSink<Void>> woken = List.copyOf(waiting);
        waiting.clear();
        woken.forEach(MonoSink::success);
    }

    @Override
    public void close(CloseCode code) {
        closed = true;
        drain();
    }

    /** What the device has after all this, for its next connection. */
    Map<ConversationId, Long> have() {
        Map<ConversationId, Long> have = new HashMap<>();
        if (heads != null) {
            have.putAll(heads);
        }
        have.putAll(newest);
        return have;
    }

    void sawNothingThatIsNotTheirs(World world) {
        Map<ConversationId, Membership> truth = world.truth(user);
        received.forEach((conversation, versions) ->
                versions.forEach(version -> assertThat(truth.get(conversation).covers(version))
                        .as("%s may see %s of %s", user, version, conversation)
                        .isTrue()));
    }

    void gotEverythingSinceItsHeads(World world, Backlog.Limits limits) {
        Map<ConversationId, Membership> truth = world.truth(user);
        assertThat(caughtUp).isTrue();
        long missed = truth.entrySet().stream()
                .mapToLong(each ->
                        missed(each.getValue(), heads.getOrDefault(each.getKey(), -1L), world.version(each.getKey())))
                .sum();
        truth.forEach((conversation, membership) -> {
            long head = heads.getOrDefault(conversation, -1L);
            Long reset = resets.get(conversation);
            long from = reset == null ? head : reset;
            for (long version = 0; version <= world.version(conversation); version++) {
                if (membership.covers(version) && version > from) {
                    assertThat(received.getOrDefault(conversation, new TreeSet<>()))
                            .as("%s: everything of %s from %s", user, conversation, from)
                            .contains(version);
                }
            }
            if (reset != null && head <= world.version(conversation) && head <= reset) {
                assertThat(missed > limits.together() || missed(membership, head, reset) > limits.ofOne())
                        .as(
                                "%s: a reset of %s from %s to %s is due, of %s in all with %s",
                                user, conversation, head, reset, missed, limits)
                        .isTrue();
            }
        });
    }

    private static long missed(Membership membership, long head, long newest) {
        return LongStream.rangeClosed(head + 1, newest)
                .filter(membership::covers)
                .count();
    }

    void gotEverythingSinceItOpened(World world) {
        Map<ConversationId, Membership> truth = world.truth(user);
        assertThat(resets).isEmpty();
        truth.forEach((conversation, membership) -> world.events(conversation).stream()
                .filter(event -> event.offset() >= dispatchedAtWelcome[event.partition()])
                .filter(event -> membership.covers(event.version()))
                .forEach(event -> assertThat(received.getOrDefault(conversation, new TreeSet<>()))
                        .as("%s: everything of %s", user, conversation)
                        .contains(event.version())));
    }
}
