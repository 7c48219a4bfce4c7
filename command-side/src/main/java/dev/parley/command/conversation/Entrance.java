package dev.parley.command.conversation;

import static dev.parley.api.Reason.MAY_NOT_JOIN;
import static dev.parley.command.conversation.Guard.require;
import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.parley.api.CommandRefused;
import dev.parley.api.conversation.ConversationEvent.MembersAdded;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.InvitationId;
import dev.parley.api.conversation.JoinedVia;
import dev.parley.api.people.UserId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The one door into a group, by whatever way somebody comes. */
final class Entrance {

    private final Members members;
    private final GroupRules rules;
    private final Bans bans;
    private final Said said;

    Entrance(Members members, GroupRules rules, Bans bans, Said said) {
        this.members = members;
        this.rules = rules;
        this.bans = bans;
        this.said = said;
    }

    /** How somebody gets in, who let them in (themselves, where nobody did), and when. */
    record Way(JoinedVia via, @Nullable InvitationId invitation, UserId by, Instant at) {}

    /**
     * Lets people in who are not in it.
     *
     * @throws CommandRefused {@code MAY_NOT_JOIN} where one of them is banned, {@code TOO_MANY_MEMBERS}
     */
    void admit(ConversationId conversation, List<UserId> newcomers, Way way, ConversationLimits limits) {
        for (UserId newcomer : newcomers) {
            require(
                    !bans.contain(newcomer),
                    MAY_NOT_JOIN,
                    newcomer.equals(way.by())
                            ? "The admins of this group let you in no more."
                            : "They are banned from this group: " + newcomer + ".");
        }
        limits.requireRoom(members.count() + newcomers.size());
        apply(new MembersAdded(
                conversation,
                newcomers,
                said.headSeq(),
                rules.afterSeq(said.headSeq()),
                way.via(),
                way.invitation(),
                way.by(),
                way.at()));
    }
}
