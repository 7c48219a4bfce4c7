package dev.parley.query.replay;

import dev.parley.api.InvalidInput;
import dev.parley.api.QueryRefused;
import dev.parley.api.Reason;
import dev.parley.api.replay.Checkpoint;
import dev.parley.api.replay.EventArchive;
import java.time.Clock;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** How far somebody has come with a replay, under names of their own. Blocks. */
@Component
class Checkpoints {

    private static final int MAX = 100;
    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}";

    private final CheckpointLog log;
    private final ObjectProvider<EventArchive> archive;
    private final Clock clock = Clock.systemUTC();

    Checkpoints(CheckpointLog log, ObjectProvider<EventArchive> archive) {
        this.log = log;
        this.archive = archive;
    }

    /** Moves it forwards or back; the latest word counts. */
    Checkpoint put(String owner, String name, long position) {
        requireName("name", name);
        long head = archive.stream().mapToLong(EventArchive::head).findFirst().orElse(Long.MAX_VALUE);
        if (position < 0 || position > head) {
            throw new InvalidInput(
                    "position",
                    "A checkpoint is at an event that there is, 1 to " + head + ", or at 0, before all of them.");
        }
        Checkpoint checkpoint = new Checkpoint(owner, name, position, clock.instant());
        if (log.find(checkpoint.key()).isEmpty() && log.countOf(owner) >= MAX) {
            throw new QueryRefused(Reason.TOO_MANY, "Nobody has more than " + MAX + " checkpoints.");
        }
        log.append(checkpoint);
        return checkpoint;
    }

    Optional<Checkpoint> find(String owner, String name) {
        requireName("name", name);
        return log.find(new Checkpoint(owner, name, null, clock.instant()).key());
    }

    void remove(String owner, String name) {
        if (find(owner, name).isPresent()) {
            log.append(new Checkpoint(owner, name, null, clock.instant()));
        }
    }

    /** Of the last event that they are done with. */
    long position(String owner, String name) {
        requireName("from", name);
        return log.find(new Checkpoint(owner, name, null, clock.instant()).key())
                .map(Checkpoint::position)
                .orElseThrow(() -> new InvalidInput("from", "You have no checkpoint \"" + name + "\"."));
    }

    private static void requireName(String field, String name) {
        if (!name.matches(NAME)) {
            throw new InvalidInput(
                    field, "The name of a checkpoint has 1 to 64 letters, digits, dots, underscores and hyphens.");
        }
    }
}
