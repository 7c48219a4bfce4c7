package dev.parley.command.contact;

import dev.parley.api.InvalidInput;
import dev.parley.api.Reason;
import dev.parley.api.people.FriendshipCommand.BlockPerson;
import dev.parley.api.people.FriendshipCommand.RequestFriendship;
import dev.parley.api.people.UserId;
import dev.parley.command.people.PeopleDirectory;
import java.util.List;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/** Only people who exist are asked or blocked. Asked before anything is loaded, whichever door the command came through. */
final class KnownContactPolicy implements MessageHandlerInterceptor<CommandMessage<?>> {

    private final PeopleDirectory people;

    KnownContactPolicy(PeopleDirectory people) {
        this.people = people;
    }

    @Override
    public Object handle(UnitOfWork<? extends CommandMessage<?>> unitOfWork, InterceptorChain chain) throws Exception {
        switch (unitOfWork.getMessage().getPayload()) {
            case RequestFriendship ask -> requireKnown("to", ask.to());
            case BlockPerson block -> requireKnown("user", block.other());
            default -> {
                // names nobody new
            }
        }
        return chain.proceed();
    }

    private void requireKnown(String field, UserId user) {
        if (!people.strangersAmong(List.of(user)).isEmpty()) {
            throw new InvalidInput(Reason.UNKNOWN_USER, field, "Nobody has the id " + user + ".");
        }
    }
}
