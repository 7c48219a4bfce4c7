package dev.parley.command.schedule;

import static dev.parley.api.Reason.CONFLICT;
import static dev.parley.api.Reason.NOT_FOUND;
import static dev.parley.api.Reason.TOO_MANY;
import static dev.parley.api.Reason.TOO_OLD;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import dev.parley.api.CommandRefused;
import dev.parley.api.InvalidInput;
import dev.parley.api.Reason;
import dev.parley.api.people.UserId;
import dev.parley.api.schedule.ScheduleChanged;
import dev.parley.api.schedule.ScheduleCommand.CancelScheduledMessage;
import dev.parley.api.schedule.ScheduleCommand.NoteScheduledMessageRefused;
import dev.parley.api.schedule.ScheduleCommand.NoteScheduledMessageSent;
import dev.parley.api.schedule.ScheduleCommand.ScheduleMessage;
import dev.parley.api.schedule.ScheduleCommand.TakeDueMessage;
import dev.parley.api.schedule.ScheduleEvent.MessageScheduled;
import dev.parley.api.schedule.ScheduleEvent.ScheduledMessageCancelled;
import dev.parley.api.schedule.ScheduleEvent.ScheduledMessageRefused;
import dev.parley.api.schedule.ScheduleEvent.ScheduledMessageSent;
import dev.parley.api.schedule.ScheduleId;
import dev.parley.command.bus.Sender;
import dev.parley.command.conversation.ConversationLimits;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * What one person plans to say: each item waits until it is cancelled, said or refused, once. Until it is due it belongs to the person,
 * from then on to the server; so what was cancelled is never said.
 */
@Revision(Schedule.REVISION)
@JsonAutoDetect(
        fieldVisibility = Visibility.ANY,
        getterVisibility = Visibility.NONE,
        creatorVisibility = Visibility.NONE)
class Schedule {

    /** Of the fields: with another one, older snapshots are left aside. */
    static final String REVISION = "1";

    /** Of items that are over; a retry of one from before those is a new plan. */
    private static final int MOST_KNOWN = 1_000;

    @AggregateIdentifier
    @SuppressWarnings("UnusedVariable") // Axon reads it
    private @Nullable ScheduleId id;

    private Map<UUID, MessageScheduled> waiting = new LinkedHashMap<>();
    private Set<UUID> over = new LinkedHashSet<>();

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    ScheduleChanged handle(ScheduleMessage plan, @Sender UserId by, Clock clock, ConversationLimits limits) {
        requireOwn(plan.schedule(), by);
        Instant now = clock.instant();
        var scheduled = new MessageScheduled(
                plan.schedule(),
                plan.item(),
                plan.conversation(),
                plan.content(),
                plan.replyTo(),
                plan.mentions(),
                plan.mentionsEveryone(),
                plan.dueAt(),
                by,
                now);
        MessageScheduled before = waiting.get(plan.item());
        if (before != null) {
            requireSame(before, scheduled);
        } else if (!over.contains(plan.item())) {
            requireTime(plan.dueAt(), now, limits);
            if (waiting.size() >= limits.maxScheduled()) {
                throw new CommandRefused(
                        TOO_MANY, "At most " + limits.maxScheduled() + " messages wait; cancel one first.");
            }
            apply(scheduled);
        }
        return new ScheduleChanged(plan.item(), getVersion());
    }

    private static void requireSame(MessageScheduled before, MessageScheduled now) {
        var sameTime = new MessageScheduled(
                now.schedule(),
                now.item(),
                now.conversation(),
                now.content(),
                now.replyTo(),
                now.mentions(),
                now.mentionsEveryone(),
                now.dueAt(),
                now.by(),
                before.at());
        if (!sameTime.equals(before)) {
            throw new CommandRefused(
                    CONFLICT, "The idempotency key was used for another plan; use a new one for each.");
        }
    }

    private static void requireTime(Instant dueAt, Instant now, ConversationLimits limits) {
        if (!dueAt.isAfter(now) || dueAt.isAfter(now.plus(limits.scheduleAhead()))) {
            throw new InvalidInput(
                    "dueAt",
                    "A message is said later, within " + limits.scheduleAhead().toDays() + " days; not at " + dueAt
                            + ".");
        }
    }

    @CommandHandler
    ScheduleChanged handle(CancelScheduledMessage cancel, @Sender UserId by, Clock clock) {
        requireOwn(cancel.schedule(), by);
        MessageScheduled plan = waiting.get(cancel.item());
        Instant now = clock.instant();
        if (plan == null && !over.contains(cancel.item())) {
            throw new CommandRefused(NOT_FOUND, "No such message waits.");
        }
        if (plan != null) {
            if (!now.isBefore(plan.dueAt())) {
                throw new CommandRefused(TOO_OLD, "Its time has come; it is being said. Recall it instead.");
            }
            apply(new ScheduledMessageCancelled(cancel.schedule(), cancel.item(), by, now));
        }
        return new ScheduleChanged(cancel.item(), getVersion());
    }

    @CommandHandler
    @Nullable
    MessageScheduled handle(TakeDueMessage take, Clock clock) {
        MessageScheduled plan = waiting.get(take.item());
        return plan == null || clock.instant().isBefore(plan.dueAt()) ? null : plan;
    }

    @CommandHandler
    void handle(NoteScheduledMessageSent note, @Sender UserId by, Clock clock) {
        if (waiting.containsKey(note.item())) {
            apply(new ScheduledMessageSent(note.schedule(), note.item(), note.message(), by, clock.instant()));
        }
    }

    @CommandHandler
    void handle(NoteScheduledMessageRefused note, @Sender UserId by, Clock clock) {
        if (waiting.containsKey(note.item())) {
            apply(new ScheduledMessageRefused(
                    note.schedule(), note.item(), note.reason(), note.detail(), by, clock.instant()));
        }
    }

    /** Of whose plans there are, nobody else learns. */
    private static void requireOwn(ScheduleId schedule, UserId by) {
        if (!schedule.equals(ScheduleId.of(by))) {
            throw new CommandRefused(Reason.NOT_FOUND, "No such plan.");
        }
    }

    @EventSourcingHandler
    void on(MessageScheduled scheduled) {
        id = scheduled.schedule();
        waiting.put(scheduled.item(), scheduled);
    }

    @EventSourcingHandler
    void on(ScheduledMessageCancelled cancelled) {
        end(cancelled.item());
    }

    @EventSourcingHandler
    void on(ScheduledMessageSent sent) {
        end(sent.item());
    }

    @EventSourcingHandler
    void on(ScheduledMessageRefused refused) {
        end(refused.item());
    }

    private void end(UUID item) {
        waiting.remove(item);
        over.add(item);
        if (over.size() > MOST_KNOWN) {
            over.remove(over.iterator().next());
        }
    }
}
