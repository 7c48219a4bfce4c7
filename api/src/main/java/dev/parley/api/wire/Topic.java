package dev.parley.api.wire;

import dev.parley.api.session.Revocation;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The Kafka topics, their keys and how long their records are kept. Nothing creates a topic by accident: these are all. */
public enum Topic {
    /** Every event of conversations, for ever; key = conversation id. */
    CONVERSATION_EVENTS("parley.conversation.events", 4, Cleanup.DELETE, null),
    /** Every event of the public side of people, for ever; key = person id. */
    PEOPLE_EVENTS("parley.people.events", 2, Cleanup.DELETE, null),
    /** Every event of what people plan to say, for ever; key = schedule id. */
    SCHEDULE_EVENTS("parley.schedule.events", 2, Cleanup.DELETE, null),
    /** Read and delivered positions; key = user id + ":" + conversation id. */
    POSITIONS("parley.positions", 4, Cleanup.COMPACT, null),
    /**
     * What is to happen at a certain time, until it has happened, and how far whoever keeps the time has read the events; key = timer.
     * One partition: whoever has it keeps the time for all.
     */
    TIMERS("parley.timers", 1, Cleanup.COMPACT, null),
    /** What people note for themselves; key = user id + ":" + conversation id + ":" + what is noted. */
    NOTES("parley.notes", 4, Cleanup.COMPACT, null),
    /** How far analysts have come with their replays; key = person or application + ":" + the checkpoint's name. */
    CHECKPOINTS("parley.checkpoints", 1, Cleanup.COMPACT, null),
    /** Who is there, on which device, and which gateways live; key = device or gateway, with its kind in front. */
    PRESENCE("parley.presence", 4, Cleanup.COMPACT_AND_DELETE, Duration.ofDays(30)),
    /** Who is typing; key = conversation id. Nobody looks back at it. */
    SIGNALS("parley.signals", 4, Cleanup.DELETE, Duration.ofMinutes(10)),
    /** How far the relay has published the event store; key = store id. */
    RELAY("parley.relay", 1, Cleanup.COMPACT, null),
    /**
     * What makes access tokens worthless before their time; key = session, person or application, each with its kind in front. Kept for
     * twice as long as any token can live, then gone: what has expired need not be revoked. Not compacted, because there is nothing to
     * gain within that time, and all of it in one partition, because the order counts where somebody is shut out and let in again.
     */
    SESSIONS("parley.sessions", 1, Cleanup.DELETE, Revocation.LONGEST_TOKEN_LIFE.multipliedBy(2)),
    CONVERSATION_EVENTS_DEAD("parley.conversation.events.dlt", 4, Cleanup.DELETE, Duration.ofDays(30)),
    PEOPLE_EVENTS_DEAD("parley.people.events.dlt", 2, Cleanup.DELETE, Duration.ofDays(30)),
    SCHEDULE_EVENTS_DEAD("parley.schedule.events.dlt", 2, Cleanup.DELETE, Duration.ofDays(30)),
    /**
     * What operators have decided about dead letters; key = projector and record. Beside these records' topics, because it names them by
     * their offsets, and is worth as long as they are.
     */
    DECISIONS("parley.decisions", 1, Cleanup.COMPACT, null),
    NOTES_DEAD("parley.notes.dlt", 4, Cleanup.DELETE, Duration.ofDays(30)),
    POSITIONS_DEAD("parley.positions.dlt", 4, Cleanup.DELETE, Duration.ofDays(30));

    /** Kafka's ways of forgetting: by age, all but the newest record of a key, or both. */
    public enum Cleanup {
        DELETE("delete"),
        COMPACT("compact"),
        COMPACT_AND_DELETE("compact", "delete");

        @SuppressWarnings("ImmutableEnumChecker") // a list that never changes
        private final List<String> policies;

        Cleanup(String... policies) {
            this.policies = List.of(policies);
        }

        /** In Kafka's words. */
        public List<String> policies() {
            return policies;
        }

        public boolean compacts() {
            return policies.contains("compact");
        }
    }

    private final String topicName;
    private final int partitions;
    private final Cleanup cleanup;
    private final @Nullable Duration retention;

    Topic(String topicName, int partitions, Cleanup cleanup, @Nullable Duration retention) {
        this.topicName = topicName;
        this.partitions = partitions;
        this.cleanup = cleanup;
        this.retention = retention;
    }

    /** The name in Kafka. */
    public String topicName() {
        return topicName;
    }

    public int partitions() {
        return partitions;
    }

    public Cleanup cleanup() {
        return cleanup;
    }

    /** How long a record is kept; null = for ever. */
    public @Nullable Duration retention() {
        return retention;
    }

    /** The name of the topic that holds what could not be processed of another one. */
    public static String deadLettersOf(String topicName) {
        return topicName + ".dlt";
    }
}
