package dev.parley.standalone.backup;

import dev.parley.api.note.Note;
import dev.parley.api.note.NoteTaken;
import dev.parley.api.position.Position;
import dev.parley.api.position.PositionMoved;
import dev.parley.api.wire.Topic;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/**
 * Facts without a rule, which no event store holds: their compacted topic is the only place.
 *
 * @param key of a fact on the topic
 * @param newest which of two facts with one key counts, the later being the second
 */
public record Facts<T>(Topic topic, Class<T> type, Function<T, String> key, BinaryOperator<T> newest) {

    public static final Facts<PositionMoved> POSITIONS =
            new Facts<>(Topic.POSITIONS, PositionMoved.class, PositionMoved::key, Facts::larger);

    public static final Facts<NoteTaken> NOTES =
            new Facts<>(Topic.NOTES, NoteTaken.class, NoteTaken::key, Facts::newer);

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
