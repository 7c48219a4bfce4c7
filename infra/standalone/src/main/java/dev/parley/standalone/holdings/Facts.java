package dev.parley.standalone.holdings;

import dev.parley.api.note.Note;
import dev.parley.api.note.NoteTaken;
import dev.parley.api.position.Position;
import dev.parley.api.position.PositionMoved;
import dev.parley.api.replay.Checkpoint;
import dev.parley.api.wire.Topic;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/**
 * Facts without a rule, which no event store holds: their compacted topic is the only place.
 *
 * @param name of the files that they are in while they are in no topic
 * @param title what people call them
 * @param key of a fact on the topic
 * @param newest which of two facts with one key counts, the later being the second
 */
public record Facts<T>(
        String name, String title, Topic topic, Class<T> type, Function<T, String> key, BinaryOperator<T> newest) {

    public static final Facts<PositionMoved> POSITIONS = new Facts<>(
            "positions", "Read positions", Topic.POSITIONS, PositionMoved.class, PositionMoved::key, Facts::larger);

    private static final Facts<NoteTaken> NOTES =
            new Facts<>("notes", "Notes", Topic.NOTES, NoteTaken.class, NoteTaken::key, Facts::newer);

    private static final Facts<Checkpoint> CHECKPOINTS = new Facts<>(
            "checkpoints",
            "Checkpoints",
            Topic.CHECKPOINTS,
            Checkpoint.class,
            Checkpoint::key,
            (earlier, later) -> later);

    public static final List<Facts<?>> ALL = List.of(POSITIONS, NOTES, CHECKPOINTS);

    /** Where they lie in a backup. */
    public String file() {
        return name + ".ndjson";
    }

    static PositionMoved larger(PositionMoved one, PositionMoved other) {
        Position both = new Position(one.read(), one.delivered()).max(new Position(other.read(), other.delivered()));
        return new PositionMoved(
                one.user(),
                one.conversation(),
                both.read(),
                both.delivered(),
                one.at().isAfter(other.at()) ? one.at() : other.at());
    }

    private static NoteTaken newer(NoteTaken one, NoteTaken other) {
        return one.note() instanceof Note.Cleared(long cleared)
                        && other.note() instanceof Note.Cleared(long later)
                        && cleared > later
                ? one
                : other;
    }
}
