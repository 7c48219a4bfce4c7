package dev.parley.command.contact;

import static dev.parley.api.InvalidInput.required;

import dev.parley.api.CommandRefused;
import dev.parley.api.Reason;
import dev.parley.api.people.FriendshipChanged;
import dev.parley.api.people.FriendshipCommand;
import dev.parley.api.people.FriendshipCommand.AcceptFriendRequest;
import dev.parley.api.people.FriendshipCommand.BlockPerson;
import dev.parley.api.people.FriendshipCommand.DeclineFriendRequest;
import dev.parley.api.people.FriendshipCommand.RemarkFriend;
import dev.parley.api.people.FriendshipCommand.RemoveFriend;
import dev.parley.api.people.FriendshipCommand.RequestFriendship;
import dev.parley.api.people.FriendshipCommand.UnblockPerson;
import dev.parley.api.people.FriendshipCommand.WithdrawFriendRequest;
import dev.parley.api.people.FriendshipId;
import dev.parley.api.people.UserId;
import dev.parley.api.permission.Permission;
import dev.parley.command.bus.CommandDispatch;
import dev.parley.edge.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The REST side of what people do about each other. */
@RestController
@RequestMapping("/api/v1")
class ContactsEndpoint {

    private final CommandDispatch commands;

    ContactsEndpoint(CommandDispatch commands) {
        this.commands = commands;
    }

    record NewRequest(@Nullable UserId to, @Nullable String message) {}

    record NewRemark(@Nullable String remark) {}

    @PostMapping("/friend-requests")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<FriendshipChanged> ask(@RequestBody NewRequest body, Caller caller) {
        UserId asking = caller.user(Permission.MANAGE_CONTACTS);
        UserId to = required("to", body.to());
        return commands.send(new RequestFriendship(FriendshipId.between(asking, to), to, body.message()), caller);
    }

    @PostMapping("/friend-requests/{id}/accept")
    Mono<FriendshipChanged> accept(@PathVariable FriendshipId id, Caller caller) {
        return commands.send(new AcceptFriendRequest(id), caller);
    }

    @PostMapping("/friend-requests/{id}/decline")
    Mono<FriendshipChanged> decline(@PathVariable FriendshipId id, Caller caller) {
        return commands.send(new DeclineFriendRequest(id), caller);
    }

    @DeleteMapping("/friend-requests/{id}")
    Mono<FriendshipChanged> withdraw(@PathVariable FriendshipId id, Caller caller) {
        return commands.send(new WithdrawFriendRequest(id), caller);
    }

    @PatchMapping("/friends/{user}")
    Mono<FriendshipChanged> remark(@PathVariable UserId user, @RequestBody NewRemark body, Caller caller) {
        return commands.send(new RemarkFriend(with(user, caller), required("remark", body.remark())), caller);
    }

    @DeleteMapping("/friends/{user}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> remove(@PathVariable UserId user, Caller caller) {
        return undo(new RemoveFriend(with(user, caller)), caller);
    }

    @PutMapping("/blocks/{user}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> block(@PathVariable UserId user, Caller caller) {
        return commands.send(new BlockPerson(with(user, caller), user), caller).then();
    }

    @DeleteMapping("/blocks/{user}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> unblock(@PathVariable UserId user, Caller caller) {
        return undo(new UnblockPerson(with(user, caller), user), caller);
    }

    /** Where nothing ever was, nothing has to be undone: the wish is true. */
    private Mono<Void> undo(FriendshipCommand command, Caller caller) {
        return commands.send(command, caller)
                .onErrorResume(CommandRefused.class, ContactsEndpoint::orNothing)
                .then();
    }

    private static Mono<Object> orNothing(CommandRefused refused) {
        return refused.reason() == Reason.NOT_FOUND ? Mono.empty() : Mono.error(refused);
    }

    private static FriendshipId with(UserId other, Caller caller) {
        return FriendshipId.between(caller.user(Permission.MANAGE_CONTACTS), other);
    }
}
