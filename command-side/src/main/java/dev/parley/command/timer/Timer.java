package dev.parley.command.timer;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.parley.api.conversation.MessageId;
import dev.parley.api.people.UserId;
import dev.parley.api.schedule.ScheduleId;
import java.time.Instant;
import java.util.UUID;

/** Something that is to happen at a certain time, small enough that all of them fit in memory. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Timer.Expiry.class, name = "expiry"),
    @JsonSubTypes.Type(value = Timer.Plan.class, name = "plan")
})
sealed interface Timer {

    Instant dueAt();

    /** In whose name. */
    UserId by();

    /** Its key; the same for the same wish, however often it is read. */
    String id();

    /** A message disappears. */
    record Expiry(MessageId message, UserId by, Instant dueAt) implements Timer {

        static String id(MessageId message) {
            return "expiry:" + message;
        }

        @Override
        public String id() {
            return id(message);
        }
    }

    /** A message is said. */
    record Plan(ScheduleId schedule, UUID item, UserId by, Instant dueAt) implements Timer {

        static String id(ScheduleId schedule, UUID item) {
            return "plan:" + schedule + ":" + item;
        }

        @Override
        public String id() {
            return id(schedule, item);
        }
    }
}
