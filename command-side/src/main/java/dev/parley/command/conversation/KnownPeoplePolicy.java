package dev.parley.command.conversation;

import dev.parley.api.InvalidInput;
import dev.parley.api.Reason;
import dev.parley.api.conversation.ConversationCommand.AddMembers;
import dev.parley.api.conversation.ConversationCommand.CreateConversation;
import dev.parley.api.conversation.MembershipCommand.ApproveJoinRequest;
import dev.parley.api.conversation.MembershipCommand.BanMember;
import dev.parley.api.conversation.MessageCommand.PostNotice;
import dev.parley.api.conversation.MessageCommand.WriteToPerson;
import dev.parley.api.people.UserId;
import dev.parley.command.people.PeopleDirectory;
import java.util.List;
import java.util.Set;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/** Only people who exist become members, or are kept out. Asked before the conversation is loaded, whichever door the command came through. */
final class KnownPeoplePolicy implements MessageHandlerInterceptor<CommandMessage<?>> {

    private final PeopleDirectory people;

    KnownPeoplePolicy(PeopleDirectory people) {
        this.people = people;
    }

    @Override
    public Object handle(UnitOfWork<? extends CommandMessage<?>> unitOfWork, InterceptorChain chain) throws Exception {
        switch (unitOfWork.getMessage().getPayload()) {
            case CreateConversation create -> requireKnown("members", create.members());
            case AddMembers add -> requireKnown("users", add.users());
            case ApproveJoinRequest approve -> requireKnown("user", Set.of(approve.user()));
            case BanMember ban -> requireKnown("user", Set.of(ban.member()));
            case WriteToPerson write -> requireKnown("to", Set.of(write.to()));
            case PostNotice post -> requireKnown("to", Set.of(post.to()));
            default -> {
                // names nobody who was not known before
            }
        }
        return chain.proceed();
    }

    private void requireKnown(String field, Set<UserId> users) {
        List<UserId> strangers = people.strangersAmong(users);
        if (!strangers.isEmpty()) {
            throw new InvalidInput(Reason.UNKNOWN_USER, field, "Nobody has the id " + strangers.getFirst() + ".");
        }
    }
}
