package dev.parley.query.search;

import dev.parley.api.people.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Points in time of the index of messages, in which the order of hits stays as it is while somebody pages through them. There are few and
 * they are short-lived, for each keeps what the index would drop: so many of one person, so many of all, and each for a while after its
 * last page. A search whose snapshot is gone goes on without one.
 */
@Component
class Snapshots {

    static final int OF_ONE_PERSON = 3;
    static final int OF_ALL = 200;
    static final Duration KEPT = Duration.ofMinutes(1);

    private final Cluster cluster;
    private final Clock clock = Clock.systemUTC();

    /** The least lately used first. */
    private final Map<UUID, Held> held = new LinkedHashMap<>();

    private record Held(UserId user, String pointInTime, Instant until) {}

    Snapshots(Cluster cluster) {
        this.cluster = cluster;
    }

    /** A new one of this person's; empty when there can be none at the moment. */
    Mono<UUID> open(UserId user, String index) {
        return cluster.openPointInTime(index, KEPT).map(pointInTime -> {
            UUID name = UUID.randomUUID();
            close(keep(name, new Held(user, pointInTime, clock.instant().plus(KEPT))));
            return name;
        });
    }

    /** What Elasticsearch calls it; empty when it is gone, or somebody else's. */
    Optional<String> pointInTime(UserId user, @Nullable UUID name) {
        synchronized (held) {
            Held found = name == null ? null : held.get(name);
            if (found == null || !found.user().equals(user) || found.until().isBefore(clock.instant())) {
                return Optional.empty();
            }
            held.remove(name);
            held.put(name, new Held(user, found.pointInTime(), clock.instant().plus(KEPT)));
            return Optional.of(found.pointInTime());
        }
    }

    /** Nobody will ask for it again. */
    void close(@Nullable UUID name) {
        Held found;
        synchronized (held) {
            found = name == null ? null : held.remove(name);
        }
        if (found != null) {
            close(List.of(found.pointInTime()));
        }
    }

    /** Gives those that have to go for it. */
    private List<String> keep(UUID name, Held snapshot) {
        List<String> gone = new ArrayList<>();
        synchronized (held) {
            held.put(name, snapshot);
            long own = held.values().stream()
                    .filter(each -> each.user().equals(snapshot.user()))
                    .count();
            Instant now = clock.instant();
            for (Iterator<Held> all = held.values().iterator(); all.hasNext(); ) {
                Held each = all.next();
                boolean oneTooMany = each.user().equals(snapshot.user()) && own > OF_ONE_PERSON;
                if (oneTooMany || held.size() > OF_ALL || each.until().isBefore(now)) {
                    own -= each.user().equals(snapshot.user()) ? 1 : 0;
                    gone.add(each.pointInTime());
                    all.remove();
                }
            }
        }
        return gone;
    }

    private void close(List<String> pointsInTime) {
        pointsInTime.forEach(each -> cluster.closePointInTime(each).subscribe());
    }
}
