package dev.parley.projection.deadletter;

import dev.parley.api.CommandRefused;
import dev.parley.api.InvalidInput;
import dev.parley.api.QueryRefused;
import dev.parley.api.Reason;
import dev.parley.projection.runtime.DeadLetter;
import dev.parley.projection.runtime.Projections;
import dev.parley.projection.runtime.Shelf;
import dev.parley.projection.runtime.Stand;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What projectors cannot go on with, and the ways out of it. Whether a letter still matters is told by the view itself: one whose version
 * has been applied since, by a retry or because the view was made anew, is none any more. Blocks.
 */
public final class DeadLetterOffice {

    private static final Logger log = LoggerFactory.getLogger(DeadLetterOffice.class);
    private static final int AT_ONCE = 1_000;
    private static final int MAX_REASON = 500;
    private static final long PATIENCE_SECONDS = 60;

    private final Projections projections;
    private final DeadLetterTopics topics;
    private final Settled settled;
    private final Clock clock;

    public DeadLetterOffice(Projections projections, Settled settled, Clock clock) {
        this.projections = projections;
        this.topics = new DeadLetterTopics(
                projections.kafka(),
                (projector, topic) -> projections
                        .stand(projector)
                        .map(stand -> stand.shelf().generation(1).keepsOrderOf(topic))
                        .orElse(true));
        this.settled = settled;
        this.clock = clock;
    }

    /** What came of a retry or a discard: how many events were applied, and what it still fails with; null = nothing. */
    public record Outcome(int applied, @Nullable String cause) {}

    private record Key(String projector, String topic, String key) {
        static Key of(Letter letter) {
            // Facts without an order do not wait for each other.
            return new Key(letter.projector(), letter.topic(), letter.turn().isPresent() ? letter.key() : letter.id());
        }
    }

    /** The oldest first. */
    public List<Blockage> all() {
        return open().stream().map(Blockage::of).toList();
    }

    public Blockage one(String id) {
        return Blockage.of(blocked(id));
    }

    List<Blocked> open() {
        return open(letter -> true);
    }

    List<Settled.Decision> decisions() {
        return settled.all();
    }

    /** Takes it again, and then what waits behind it. */
    public Outcome retry(String id) {
        return again(blocked(id), Set.of());
    }

    /** All of them; each by itself, so that one that fails again keeps nobody else. */
    public Outcome retryAll() {
        int applied = 0;
        List<String> causes = new ArrayList<>();
        for (Blocked blocked : open()) {
            Outcome outcome = again(blocked, Set.of());
            applied += outcome.applied();
            if (outcome.cause() != null) {
                causes.add(blocked.first().id() + ": " + outcome.cause());
            }
        }
        return new Outcome(applied, causes.isEmpty() ? null : String.join("\n", causes));
    }

    /** Leaves it out of the view for good, also when that is made anew, and takes what waits behind it. */
    public Outcome discard(String id, String reason, String by) {
        if (reason.isBlank() || reason.length() > MAX_REASON) {
            throw new InvalidInput("reason", "A reason has 1 to " + MAX_REASON + " characters.");
        }
        Blocked blocked = blocked(id);
        Letter first = blocked.first();
        if (!first.poison()) {
            throw new CommandRefused(
                    Reason.CONFLICT,
                    "Nothing is wrong with this event: an earlier one of its key is missing. Make the view anew.");
        }
        settled.save(new Settled.Decision(first.discardKey(), first.projector(), true, reason, by, clock.instant()));
        log.warn("{} discards {} for {}: {}", by, first.id(), first.projector(), reason);
        return first.turn().isEmpty() ? new Outcome(0, null) : again(blocked, Set.of(first.discardKey()));
    }

    private Blocked blocked(String id) {
        String[] parts = id.split(":", -1);
        return open(letter -> letter.projector().equals(parts[0])).stream()
                .filter(each -> each.first().id().equals(id))
                .findFirst()
                .orElseThrow(() -> new QueryRefused(
                        Reason.NOT_FOUND, "There is no such dead letter, or it has been settled meanwhile."));
    }

    /** Until nothing of the key waits any more: while some are taken, the projector may have parked others behind them. */
    private Outcome again(Blocked blocked, Set<String> leftOut) {
        Letter first = blocked.first();
        Stand stand = stand(first.projector())
                .orElseThrow(
                        () -> new QueryRefused(Reason.NOT_FOUND, "No projector " + first.projector() + " is here."));
        Set<String> all = new HashSet<>(settled.of(first.projector()));
        all.addAll(leftOut);
        int applied = 0;
        Optional<Blocked> rest = Optional.of(blocked);
        while (rest.isPresent()) {
            List<Letter> letters = rest.get().letters();
            for (int from = 0; from < letters.size(); from += AT_ONCE) {
                List<Letter> some = letters.subList(from, Math.min(letters.size(), from + AT_ONCE));
                List<DeadLetter> dead = again(stand, some, all);
                applied += some.size() - dead.size();
                if (!dead.isEmpty()) {
                    return new Outcome(applied, dead.getFirst().cause());
                }
            }
            if (first.turn().isEmpty()) {
                settled.save(new Settled.Decision(
                        first.discardKey(), first.projector(), false, "taken again", "retry", clock.instant()));
                return new Outcome(applied, null);
            }
            Key key = Key.of(first);
            rest = open(letter -> Key.of(letter).equals(key)).stream().findFirst();
        }
        return new Outcome(applied, null);
    }

    private static List<DeadLetter> again(Stand stand, List<Letter> letters, Set<String> leftOut) {
        try {
            return stand.again(letters.stream().map(Letter::source).toList(), leftOut)
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failed) {
            log.warn("Dead letters could not be taken again", failed);
            throw new QueryRefused(
                    Reason.UNAVAILABLE, "The projector cannot work at the moment; nothing is lost, try again.");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new QueryRefused(Reason.UNAVAILABLE, "The service is stopping.");
        }
    }

    private List<Blocked> open(Predicate<Letter> wanted) {
        Map<Key, Map<String, Letter>> byKey = new LinkedHashMap<>();
        for (Letter letter : topics.read(wanted)) {
            if (stand(letter.projector()).isPresent()) {
                // The same record may have died twice: while a view was made anew, or after a crash. The last tells
                // best.
                byKey.computeIfAbsent(Key.of(letter), key -> new LinkedHashMap<>())
                        .merge(letter.id(), letter, (one, other) -> one.poison() && !other.poison() ? one : other);
            }
        }
        Set<String> decided =
                settled.all().stream().map(Settled.Decision::letter).collect(Collectors.toSet());
        Map<String, Map<String, Long>> applied = applied(byKey.keySet());
        List<Blocked> open = new ArrayList<>();
        byKey.forEach((key, letters) -> {
            long version = applied.getOrDefault(key.projector(), Map.of()).getOrDefault(key.key(), -1L);
            List<Letter> left = letters.values().stream()
                    .filter(letter -> letter.turn()
                            .map(its -> its > version)
                            .orElseGet(() -> !decided.contains(letter.discardKey())))
                    .sorted(Comparator.comparingLong(Letter::order))
                    .toList();
            if (!left.isEmpty()) {
                open.add(new Blocked(left));
            }
        });
        open.sort(Comparator.comparing((Blocked blocked) -> blocked.first().diedAt())
                .thenComparing(blocked -> blocked.first().id()));
        return open;
    }

    /** By projector and key: the version that the view holds that is read. */
    private Map<String, Map<String, Long>> applied(Set<Key> keys) {
        Map<String, Set<String>> wanted = keys.stream()
                .collect(Collectors.groupingBy(Key::projector, Collectors.mapping(Key::key, Collectors.toSet())));
        return wanted.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, each -> {
            Shelf shelf = stand(each.getKey()).orElseThrow().shelf();
            return shelf.generation(shelf.live()).progress().versions(each.getValue());
        }));
    }

    private Optional<Stand> stand(String projector) {
        return projections.stand(projector);
    }
}
