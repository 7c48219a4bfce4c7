package dev.parley.command;

import static dev.parley.command.Talks.ANA;
import static dev.parley.command.Talks.BEN;
import static dev.parley.command.Talks.refusal;
import static dev.parley.command.Talks.talk;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.Reason;
import dev.parley.api.conversation.ConversationCommand;
import dev.parley.api.conversation.ConversationCommand.AddMembers;
import dev.parley.api.conversation.ConversationCommand.KickMember;
import dev.parley.api.conversation.ConversationCommand.LeaveConversation;
import dev.parley.api.conversation.ConversationEvent;
import dev.parley.api.conversation.ConversationEvent.ConversationCreated;
import dev.parley.api.conversation.ConversationEvent.MemberKicked;
import dev.parley.api.conversation.ConversationEvent.MemberLeft;
import dev.parley.api.conversation.ConversationEvent.MembersAdded;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.GroupCommand.DisbandGroup;
import dev.parley.api.conversation.GroupEvent.GroupDisbanded;
import dev.parley.api.conversation.MemberRole;
import dev.parley.api.conversation.MembershipCommand.BanMember;
import dev.parley.api.conversation.MembershipCommand.ChangeMember;
import dev.parley.api.conversation.MembershipCommand.TransferOwnership;
import dev.parley.api.conversation.MembershipCommand.UnbanMember;
import dev.parley.api.conversation.MembershipEvent.MemberBanned;
import dev.parley.api.conversation.MembershipEvent.MemberRoleChanged;
import dev.parley.api.conversation.MembershipEvent.MemberUnbanned;
import dev.parley.api.conversation.MembershipEvent.OwnershipTransferred;
import dev.parley.api.people.PersonCommand.RegisterPerson;
import dev.parley.api.people.UserId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The owner and an admin do any two things about the same people at once: whichever comes first, the group stays one that makes sense. */
@Timeout(120)
class TwoAdminsTest {

    private static final UserId CLEO = person(3);
    private static final UserId DAN = person(4);

    /** Reasons that the second of the two may hear; anything else is a fault of ours. */
    private static final Set<Reason> SENSIBLE =
            EnumSet.of(Reason.NOT_ALLOWED, Reason.NOT_FOUND, Reason.NOT_A_MEMBER, Reason.MAY_NOT_JOIN);

    @TempDir
    Path directory;

    /** Ana owns the group, Ben is an admin, Cleo a member, Dan is outside. */
    private static final List<Function<ConversationId, ConversationCommand>> WISHES = List.of(
            group -> new AddMembers(group, Set.of(DAN)),
            group -> new KickMember(group, CLEO),
            group -> new KickMember(group, BEN),
            group -> new BanMember(group, CLEO),
            group -> new BanMember(group, DAN),
            group -> new UnbanMember(group, CLEO),
            group -> new ChangeMember(group, CLEO, MemberRole.ADMIN, null, null),
            group -> new ChangeMember(group, BEN, MemberRole.MEMBER, null, null),
            group -> new TransferOwnership(group, BEN),
            group -> new TransferOwnership(group, CLEO),
            LeaveConversation::new,
            DisbandGroup::new);

    private static UserId person(int number) {
        return new UserId(new UUID(1, number));
    }

    /** What became of a group, told by its events alone. */
    private static final class Outcome {

        private final Set<UserId> members = new HashSet<>();
        private final Set<UserId> admins = new HashSet<>();
        private final Set<UserId> banned = new HashSet<>();
        private @Nullable UserId owner;
        private boolean over;

        static Outcome of(List<ConversationEvent> history) {
            Outcome outcome = new Outcome();
            history.forEach(outcome::take);
            return outcome;
        }

        private void take(ConversationEvent event) {
            assertThat(over).as("nothing happens after the end").isFalse();
            switch (event) {
                case ConversationCreated created -> {
                    members.addAll(created.members());
                    owner = created.by();
                }
                case MembersAdded added -> {
                    assertThat(Collections.disjoint(members, added.members()))
                            .as("who is added was not there")
                            .isTrue();
                    members.addAll(added.members());
                }
                case MemberKicked kicked -> part(kicked.member());
                case MemberLeft left -> part(left.by());
                case MemberRoleChanged changed -> {
                    assertThat(members).contains(changed.member());
                    assertThat(changed.member()).isNotEqualTo(owner);
                    if (changed.role() == MemberRole.ADMIN) {
                        admins.add(changed.member());
                    } else {
                        admins.remove(changed.member());
                    }
                }
                case OwnershipTransferred transferred -> {
                    assertThat(transferred.from()).isEqualTo(owner);
                    admins.add(transferred.from());
                    admins.remove(transferred.to());
                    owner = transferred.to();
                }
                case MemberBanned ban -> banned.add(ban.member());
                case MemberUnbanned unban -> banned.remove(unban.member());
                case GroupDisbanded disbanded -> over = true;
                default -> throw new AssertionError("Nobody wished for " + event);
            }
        }

        private void part(UserId member) {
            if (members.size() > 1) {
                assertThat(member)
                        .as("an owner does not go while others are there")
                        .isNotEqualTo(owner);
            }
            assertThat(members.remove(member)).as("whoever goes was there").isTrue();
            admins.remove(member);
        }

        void requireSane() {
            assertThat(Collections.disjoint(members, banned))
                    .as("no banned member")
                    .isTrue();
            assertThat(members.containsAll(admins)).as("admins are members").isTrue();
            if (!over) {
                assertThat(members).contains(owner);
            }
        }
    }

    private static void prepare(Talks talks, ConversationId group) {
        talks.withGroup(group).ask(new AddMembers(group, Set.of(CLEO)), ANA).join();
        talks.ask(new ChangeMember(group, BEN, MemberRole.ADMIN, null, null), ANA)
                .join();
    }

    private static void settle(CompletableFuture<?> answer) {
        Reason reason = refusal(answer);
        if (reason != null) {
            assertThat(SENSIBLE).contains(reason);
        }
    }

    @Test
    void whicheverComesFirstTheGroupMakesSense() {
        try (Talks talks = Talks.at("rocksdb:" + directory.resolve("events"))) {
            for (UserId each : List.of(CLEO, DAN)) {
                talks.ask(new RegisterPerson(each, "person-" + each, "Person"), each)
                        .join();
            }
            List<ConversationId> groups = new ArrayList<>();
            for (var owners : WISHES) {
                for (var admins : WISHES) {
                    for (boolean ownerFirst : List.of(true, false)) {
                        ConversationId group = talk(groups.size());
                        groups.add(group);
                        prepare(talks, group);
                        CompletableFuture<?> first =
                                ownerFirst ? talks.ask(owners.apply(group), ANA) : talks.ask(admins.apply(group), BEN);
                        CompletableFuture<?> second =
                                ownerFirst ? talks.ask(admins.apply(group), BEN) : talks.ask(owners.apply(group), ANA);
                        settle(first);
                        settle(second);
                    }
                }
            }
            assertThat(groups).hasSize(2 * WISHES.size() * WISHES.size());
            groups.forEach(group -> Outcome.of(talks.history(group)).requireSane());
        }
    }
}
