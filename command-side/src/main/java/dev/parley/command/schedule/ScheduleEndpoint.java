package dev.parley.command.schedule;

import static dev.parley.api.InvalidInput.required;

import dev.parley.api.NamedIds;
import dev.parley.api.conversation.Content;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.MessageId;
import dev.parley.api.people.UserId;
import dev.parley.api.permission.Permission;
import dev.parley.api.schedule.ScheduleChanged;
import dev.parley.api.schedule.ScheduleCommand.CancelScheduledMessage;
import dev.parley.api.schedule.ScheduleCommand.ScheduleMessage;
import dev.parley.api.schedule.ScheduleId;
import dev.parley.command.bus.CommandDispatch;
import dev.parley.edge.Caller;
import dev.parley.edge.IdempotencyKey;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The REST side of what people plan to say. */
@RestController
@RequestMapping("/api/v1/conversations/{conversation}/scheduled")
class ScheduleEndpoint {

    private final CommandDispatch commands;
    private final Supplier<UUID> ids;

    ScheduleEndpoint(CommandDispatch commands, Supplier<UUID> ids) {
        this.commands = commands;
        this.ids = ids;
    }

    record NewPlan(
            @Nullable Content content,
            @Nullable Instant dueAt,
            @Nullable MessageId replyTo,
            @Nullable List<UserId> mentions,
            @Nullable Boolean mentionsEveryone) {}

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ScheduleChanged> schedule(
            @PathVariable ConversationId conversation,
            @RequestBody NewPlan body,
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key,
            Caller caller) {
        UserId by = caller.user(Permission.SCHEDULE_MESSAGES);
        UUID item = key == null
                ? ids.get()
                : NamedIds.uuid("scheduled:" + by + ":" + conversation + ":" + IdempotencyKey.valid(key));
        return commands.send(
                new ScheduleMessage(
                        ScheduleId.of(by),
                        item,
                        conversation,
                        required("content", body.content()),
                        body.replyTo(),
                        body.mentions() == null ? List.of() : body.mentions(),
                        Boolean.TRUE.equals(body.mentionsEveryone()),
                        required("dueAt", body.dueAt())),
                caller);
    }

    /** The conversation in the path is where a list would show it; the item alone names it. */
    @DeleteMapping("/{item}")
    Mono<ScheduleChanged> cancel(@PathVariable UUID item, Caller caller) {
        return commands.send(
                new CancelScheduledMessage(ScheduleId.of(caller.user(Permission.SCHEDULE_MESSAGES)), item), caller);
    }
}
