package dev.parley.command.conversation;

import static dev.parley.api.InvalidInput.required;

import dev.parley.api.InvalidInput;
import dev.parley.api.conversation.ConversationChanged;
import dev.parley.api.conversation.ConversationCommand.CreateConversation;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.ConversationType;
import dev.parley.api.conversation.GroupInfo;
import dev.parley.api.people.UserId;
import dev.parley.api.permission.Permission;
import dev.parley.command.bus.CommandDispatch;
import dev.parley.edge.Caller;
import dev.parley.edge.IdempotencyKey;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The REST side of conversation commands: reads the request, names the command, answers with what it changed. */
@RestController
@RequestMapping("/api/v1/conversations")
class ConversationEndpoint {

    private final CommandDispatch commands;
    private final Supplier<UUID> ids;

    ConversationEndpoint(CommandDispatch commands, Supplier<UUID> ids) {
        this.commands = commands;
        this.ids = ids;
    }

    record NewConversation(
            @Nullable ConversationType type,
            @Nullable List<UserId> members,
            @Nullable String name,
            @Nullable String description,
            @Nullable String avatar,
            @Nullable Map<String, String> attributes) {

        /** Null where nothing is to be shown. */
        @Nullable
        GroupInfo info() {
            boolean plain = name == null && description == null && avatar == null && attributes == null;
            return plain && type != ConversationType.GROUP
                    ? null
                    : new GroupInfo(
                            required("name", name), description, avatar, attributes == null ? Map.of() : attributes);
        }
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<ConversationChanged> create(
            @RequestBody NewConversation body,
            @RequestHeader(name = IdempotencyKey.HEADER, required = false) @Nullable String key,
            Caller caller) {
        ConversationType type = required("type", body.type());
        Set<UserId> members = distinct("members", body.members());
        UserId self = caller.user(Permission.CREATE_CONVERSATION);
        ConversationId id = switch (type) {
            case DIRECT -> directWith(members, self);
            case SYSTEM ->
                throw new InvalidInput("type", "A system conversation begins by itself, with its first notice.");
            case GROUP ->
                key == null ? new ConversationId(ids.get()) : ConversationId.derived(self, IdempotencyKey.valid(key));
        };
        return commands.send(new CreateConversation(id, type, members, body.info()), caller);
    }

    private static ConversationId directWith(Set<UserId> members, UserId self) {
        List<UserId> others =
                members.stream().filter(member -> !member.equals(self)).toList();
        if (others.size() > 1 || members.isEmpty()) {
            throw new InvalidInput("members", "A direct conversation names exactly one person.");
        }
        return ConversationId.direct(self, others.isEmpty() ? self : others.getFirst());
    }

    /** Somebody named twice is a mistake of the caller's that they had better hear of. */
    static Set<UserId> distinct(String field, @Nullable List<UserId> users) {
        Set<UserId> distinct = new LinkedHashSet<>();
        for (UserId user : required(field, users)) {
            if (!distinct.add(user)) {
                throw new InvalidInput(field, "The id " + user + " stands here more than once.");
            }
        }
        return distinct;
    }
}
