package dev.parley.command.conversation;

import static dev.parley.command.conversation.ConversationEndpoint.distinct;

import dev.parley.api.InvalidInput;
import dev.parley.api.conversation.ConversationChanged;
import dev.parley.api.conversation.ConversationCommand.AddMembers;
import dev.parley.api.conversation.ConversationCommand.KickMember;
import dev.parley.api.conversation.ConversationCommand.LeaveConversation;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.MemberRole;
import dev.parley.api.conversation.MembershipCommand.BanMember;
import dev.parley.api.conversation.MembershipCommand.ChangeMember;
import dev.parley.api.conversation.MembershipCommand.JoinGroup;
import dev.parley.api.conversation.MembershipCommand.UnbanMember;
import dev.parley.api.people.UserId;
import dev.parley.api.permission.Permission;
import dev.parley.command.bus.CommandDispatch;
import dev.parley.edge.Caller;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

/** The REST side of who is in a group, what they are there, and who is kept out. */
@RestController
@RequestMapping("/api/v1/conversations/{conversation}")
class MembersEndpoint {

    private final CommandDispatch commands;

    MembersEndpoint(CommandDispatch commands) {
        this.commands = commands;
    }

    record NewMembers(@Nullable List<UserId> users) {}

    @PostMapping("/members")
    Mono<ConversationChanged> add(
            @PathVariable ConversationId conversation, @RequestBody NewMembers body, Caller caller) {
        return commands.send(new AddMembers(conversation, distinct("users", body.users())), caller);
    }

    @PatchMapping("/members/me")
    Mono<ConversationChanged> changeOneself(
            @PathVariable ConversationId conversation, @RequestBody ObjectNode body, Caller caller) {
        return change(conversation, caller.user(Permission.MANAGE_GROUP), body, caller);
    }

    @PatchMapping("/members/{member}")
    Mono<ConversationChanged> change(
            @PathVariable ConversationId conversation,
            @PathVariable UserId member,
            @RequestBody ObjectNode body,
            Caller caller) {
        Patch patch = new Patch(body);
        return commands.send(
                new ChangeMember(conversation, member, role(patch), patch.text("nickname"), patch.time("mutedUntil")),
                caller);
    }

    private static @Nullable MemberRole role(Patch patch) {
        return switch (patch.text("role")) {
            case null -> null;
            case "member" -> MemberRole.MEMBER;
            case "admin" -> MemberRole.ADMIN;
            case "owner" -> MemberRole.OWNER;
            default -> throw new InvalidInput("role", "The role of a member is member or admin.");
        };
    }

    @DeleteMapping("/members/{member}")
    Mono<ConversationChanged> kick(
            @PathVariable ConversationId conversation, @PathVariable UserId member, Caller caller) {
        return commands.send(new KickMember(conversation, member), caller);
    }

    @PutMapping("/members/me")
    Mono<ConversationChanged> join(@PathVariable ConversationId conversation, Caller caller) {
        return commands.send(new JoinGroup(conversation), caller);
    }

    @DeleteMapping("/members/me")
    Mono<ConversationChanged> leave(@PathVariable ConversationId conversation, Caller caller) {
        return commands.send(new LeaveConversation(conversation), caller);
    }

    @PutMapping("/bans/{user}")
    Mono<ConversationChanged> ban(@PathVariable ConversationId conversation, @PathVariable UserId user, Caller caller) {
        return commands.send(new BanMember(conversation, user), caller);
    }

    @DeleteMapping("/bans/{user}")
    Mono<ConversationChanged> unban(
            @PathVariable ConversationId conversation, @PathVariable UserId user, Caller caller) {
        return commands.send(new UnbanMember(conversation, user), caller);
    }
}
