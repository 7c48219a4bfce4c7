package dev.parley.push.resume;

import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.LoggedEventView;
import dev.parley.api.conversation.Membership;
import dev.parley.api.note.FavouritesView;
import dev.parley.api.note.NotesView;
import dev.parley.api.people.UserId;
import dev.parley.api.position.Position;
import dev.parley.api.projection.Projectors;
import dev.parley.push.resume.World.Happened;
import dev.parley.push.tail.Offsets;
import dev.parley.push.view.GatewayViews;
import dev.parley.push.view.Head;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/** Views that are each somewhere else, whose data runs ahead of the offsets they own up to, and that answer when they please. */
final class LaggingViews implements GatewayViews {

    private static final class Projector {
        final long[] data = new long[World.PARTITIONS];
        final long[] stored = new long[World.PARTITIONS];
    }

    private final World world;
    private final Random random;
    private final Map<String, Projector> projectors = new HashMap<>();
    private final List<Runnable> answers = new ArrayList<>();

    LaggingViews(World world, Random random) {
        this.world = world;
        this.random = random;
        List.of(Projectors.MEMBERSHIPS, Projectors.HEADS, Projectors.HISTORY)
                .forEach(name -> projectors.put(name, new Projector()));
    }

    /** Begins with views that lag by at most so many offsets. */
    void begin(int lag) {
        for (Projector projector : projectors.values()) {
            for (int partition = 0; partition < World.PARTITIONS; partition++) {
                projector.data[partition] = Math.max(0, world.end(partition) - random.nextInt(lag));
                projector.stored[partition] = projector.data[partition];
            }
        }
    }

    void oneMovesOn() {
        List<Projector> all = List.copyOf(projectors.values());
        Projector projector = all.get(random.nextInt(all.size()));
        int partition = random.nextInt(World.PARTITIONS);
        if (random.nextBoolean()) {
            projector.stored[partition] = projector.data[partition];
        } else {
            projector.data[partition] =
                    Math.min(world.end(partition), projector.data[partition] + 1 + random.nextInt(30));
        }
    }

    void allCatchUp() {
        for (Projector projector : projectors.values()) {
            for (int partition = 0; partition < World.PARTITIONS; partition++) {
                projector.data[partition] = world.end(partition);
                projector.stored[partition] = world.end(partition);
            }
        }
    }

    boolean answerOne() {
        if (answers.isEmpty()) {
            return false;
        }
        answers.remove(random.nextInt(answers.size())).run();
        return true;
    }

    <T> Mono<T> later(Supplier<T> answer) {
        return Mono.create(sink -> answers.add(() -> sink.success(answer.get())));
    }

    @Override
    public Mono<Offsets> applied(int partitions, Collection<String> names) {
        return later(() -> names.stream()
                .map(name -> Offsets.of(projectors.get(name).stored))
                .reduce(Offsets::min)
                .orElseThrow());
    }

    @Override
    public Mono<Map<ConversationId, Membership>> memberships(UserId user) {
        return later(() -> World.memberships(user, applied(Projectors.MEMBERSHIPS)));
    }

    @Override
    public Mono<Membership> membership(UserId user, ConversationId conversation) {
        return memberships(user).mapNotNull(all -> all.get(conversation));
    }

    @Override
    public Mono<Map<ConversationId, Head>> heads(Collection<ConversationId> conversations) {
        return later(() -> {
            Map<ConversationId, Head> heads = new HashMap<>();
            for (Happened event : applied(Projectors.HEADS)) {
                if (conversations.contains(event.conversation())) {
                    heads.merge(
                            event.conversation(),
                            new Head(event.conversation(), 0, 0, event.version()),
                            (one, other) -> one.version() > other.version() ? one : other);
                }
            }
            return heads;
        });
    }

    @Override
    public Mono<List<LoggedEventView>> logged(Collection<String> keys) {
        return later(() -> {
            Set<String> left = new HashSet<>(keys);
            List<LoggedEventView> found = new ArrayList<>();
            for (Happened event : applied(Projectors.HISTORY)) {
                String key = LoggedEventView.key(event.conversation(), event.version());
                if (left.remove(key)) {
                    found.add(new LoggedEventView(
                            key, event.conversation(), event.version(), "Logged", Instant.EPOCH, null, "{}"));
                }
            }
            return found;
        });
    }

    @Override
    public Mono<NotesView.Notes> notes(UserId user, ConversationId conversation) {
        return Mono.just(NotesView.Notes.NONE);
    }

    @Override
    public Mono<FavouritesView> favourites(UserId user) {
        return Mono.just(new FavouritesView(user, Map.of()));
    }

    @Override
    public Mono<Position> position(UserId user, ConversationId conversation) {
        return Mono.just(Position.NONE);
    }

    private List<Happened> applied(String name) {
        List<Happened> records = new ArrayList<>();
        for (int partition = 0; partition < World.PARTITIONS; partition++) {
            records.addAll(world.between(partition, 0, projectors.get(name).data[partition]));
        }
        return records;
    }
}
