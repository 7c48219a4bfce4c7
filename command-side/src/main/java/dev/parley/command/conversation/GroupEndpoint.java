package dev.parley.command.conversation;

import static dev.parley.api.InvalidInput.required;

import dev.parley.api.conversation.ConversationChanged;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.GroupCommand.Announce;
import dev.parley.api.conversation.GroupCommand.ChangeGroupInfo;
import dev.parley.api.conversation.GroupCommand.ChangeGroupSettings;
import dev.parley.api.conversation.GroupCommand.DisbandGroup;
import dev.parley.api.conversation.HistoryForNewcomers;
import dev.parley.api.conversation.JoinMode;
import dev.parley.api.conversation.MemberRole;
import dev.parley.api.conversation.MembershipCommand.TransferOwnership;
import dev.parley.api.people.UserId;
import dev.parley.command.bus.CommandDispatch;
import dev.parley.edge.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

/** The REST side of what concerns a group as a whole. */
@RestController
@RequestMapping("/api/v1/conversations/{conversation}")
class GroupEndpoint {

    private final CommandDispatch commands;

    GroupEndpoint(CommandDispatch commands) {
        this.commands = commands;
    }

    /** What is not named stays. */
    record Settings(
            @Nullable MemberRole post,
            @Nullable MemberRole invite,
            @Nullable MemberRole editInfo,
            @Nullable MemberRole pin,
            @Nullable MemberRole mentionEveryone,
            @Nullable JoinMode joinMode,
            @Nullable HistoryForNewcomers history,
            @Nullable Integer slowModeSeconds,
            @Nullable Boolean muteAll) {}

    record Announcement(@Nullable String text) {}

    record NewOwner(@Nullable UserId user) {}

    @PatchMapping
    Mono<ConversationChanged> change(
            @PathVariable ConversationId conversation, @RequestBody ObjectNode body, Caller caller) {
        Patch patch = new Patch(body);
        return commands.send(
                new ChangeGroupInfo(
                        conversation,
                        patch.text("name"),
                        patch.text("description"),
                        patch.text("avatar"),
                        patch.texts("attributes")),
                caller);
    }

    @DeleteMapping
    Mono<ConversationChanged> disband(@PathVariable ConversationId conversation, Caller caller) {
        return commands.send(new DisbandGroup(conversation), caller);
    }

    @PatchMapping("/settings")
    Mono<ConversationChanged> settle(
            @PathVariable ConversationId conversation, @RequestBody Settings body, Caller caller) {
        return commands.send(
                new ChangeGroupSettings(
                        conversation,
                        body.post(),
                        body.invite(),
                        body.editInfo(),
                        body.pin(),
                        body.mentionEveryone(),
                        body.joinMode(),
                        body.history(),
                        body.slowModeSeconds(),
                        body.muteAll()),
                caller);
    }

    @PutMapping("/announcement")
    Mono<ConversationChanged> announce(
            @PathVariable ConversationId conversation, @RequestBody Announcement body, Caller caller) {
        return commands.send(new Announce(conversation, required("text", body.text())), caller);
    }

    @PutMapping("/owner")
    Mono<ConversationChanged> handOver(
            @PathVariable ConversationId conversation, @RequestBody NewOwner body, Caller caller) {
        return commands.send(new TransferOwnership(conversation, required("user", body.user())), caller);
    }
}
