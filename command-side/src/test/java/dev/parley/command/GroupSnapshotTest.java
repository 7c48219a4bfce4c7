package dev.parley.command;

import static dev.parley.command.Talks.ANA;
import static dev.parley.command.Talks.BEN;
import static dev.parley.command.Talks.refusal;
import static dev.parley.command.Talks.talk;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.Reason;
import dev.parley.api.conversation.Content;
import dev.parley.api.conversation.ConversationChanged;
import dev.parley.api.conversation.ConversationCommand;
import dev.parley.api.conversation.ConversationCommand.AddMembers;
import dev.parley.api.conversation.ConversationCommand.KickMember;
import dev.parley.api.conversation.ConversationCommand.SendMessage;
import dev.parley.api.conversation.ConversationEvent;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.GroupCommand.Announce;
import dev.parley.api.conversation.GroupCommand.ChangeGroupInfo;
import dev.parley.api.conversation.GroupCommand.ChangeGroupSettings;
import dev.parley.api.conversation.InvitationId;
import dev.parley.api.conversation.JoinMode;
import dev.parley.api.conversation.MemberRole;
import dev.parley.api.conversation.MembershipCommand.AcceptInvitation;
import dev.parley.api.conversation.MembershipCommand.ApproveJoinRequest;
import dev.parley.api.conversation.MembershipCommand.BanMember;
import dev.parley.api.conversation.MembershipCommand.ChangeMember;
import dev.parley.api.conversation.MembershipCommand.CreateInvitation;
import dev.parley.api.conversation.MembershipCommand.JoinGroup;
import dev.parley.api.conversation.MembershipCommand.RequestToJoin;
import dev.parley.api.people.PersonCommand.RegisterPerson;
import dev.parley.api.people.UserId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a group has decided about itself is in force again when it is loaded from what was written down of it whole. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GroupSnapshotTest {

    private static final ConversationId GROUP = talk(0);
    private static final UserId MUTED = person(3);
    private static final UserId BANNED = person(4);
    private static final UserId WAITING = person(5);
    private static final UserId INVITED = person(6);
    private static final UserId LATE = person(7);

    @TempDir
    Path directory;

    private static UserId person(int number) {
        return new UserId(new UUID(1, number));
    }

    private Talks open() {
        return Talks.at("rocksdb:" + directory.resolve("events"));
    }

    private static ConversationCommand role(MemberRole role) {
        return new ChangeMember(GROUP, BEN, role, null, null);
    }

    private static void live(Talks talks) {
        talks.withGroup(GROUP);
        for (UserId each : List.of(MUTED, BANNED, WAITING, INVITED, LATE)) {
            talks.ask(new RegisterPerson(each, "person-" + each, "Person"), each)
                    .join();
        }
        List<ConversationCommand> decisions = List.of(
                role(MemberRole.ADMIN),
                new AddMembers(GROUP, Set.of(MUTED)),
                new ChangeMember(GROUP, MUTED, null, "Hush", Instant.now().plusSeconds(3_600)),
                new BanMember(GROUP, BANNED),
                new ChangeGroupSettings(GROUP, null, null, null, null, null, JoinMode.REQUEST, null, null, null),
                new ChangeGroupInfo(GROUP, null, "Where we eat", null, Map.of("floor", "2")),
                new Announce(GROUP, "Closed on Monday"),
                new CreateInvitation(GROUP, new InvitationId(new UUID(5, 1)), "a hash", null, 1));
        decisions.forEach(decision -> talks.ask(decision, ANA).join());
        talks.ask(new RequestToJoin(GROUP, null), WAITING).join();
        List<CompletableFuture<?>> messages = new ArrayList<>();
        for (int i = 0; i < 2 * Talks.EVENTS_PER_SNAPSHOT; i++) {
            messages.add(talks.send(GROUP, "c" + i, "text"));
        }
        messages.forEach(CompletableFuture::join);
        while (talks.commandSide()
                        .storage()
                        .events()
                        .readEvents(GROUP.toString())
                        .peek()
                        .getPayload()
                instanceof ConversationEvent) {
            Thread.onSpinWait();
        }
    }

    private static long version(Talks talks, ConversationCommand command, UserId by) {
        return talks.<ConversationChanged>ask(command, by).join().version();
    }

    @Test
    void aGroupIsTheSameAfterwards() {
        long before;
        try (Talks talks = open()) {
            live(talks);
            before = version(talks, role(MemberRole.ADMIN), ANA);
        }
        try (Talks again = open()) {
            // Wishes that are true already, so nothing of this was forgotten.
            assertThat(version(again, role(MemberRole.ADMIN), ANA)).isEqualTo(before);
            assertThat(version(again, new ChangeMember(GROUP, MUTED, null, "Hush", null), ANA))
                    .isEqualTo(before);
            assertThat(version(again, new BanMember(GROUP, BANNED), BEN)).isEqualTo(before);
            assertThat(version(again, new Announce(GROUP, "Closed on Monday"), BEN))
                    .isEqualTo(before);
            assertThat(version(
                            again,
                            new ChangeGroupInfo(GROUP, "Lunch", "Where we eat", null, Map.of("floor", "2")),
                            BEN))
                    .isEqualTo(before);
            assertThat(version(again, new RequestToJoin(GROUP, null), WAITING)).isEqualTo(before);

            assertThat(refusal(
                            again.ask(new SendMessage(GROUP, null, new Content.Text("hello"), null, List.of()), MUTED)))
                    .isEqualTo(Reason.MUTED);
            assertThat(refusal(again.ask(new JoinGroup(GROUP), BANNED))).isEqualTo(Reason.MAY_NOT_JOIN);
            assertThat(version(again, new ApproveJoinRequest(GROUP, WAITING), BEN))
                    .isEqualTo(before + 1);
            assertThat(version(again, new AcceptInvitation(GROUP, "a hash"), INVITED))
                    .isEqualTo(before + 2);
            assertThat(refusal(again.ask(new AcceptInvitation(GROUP, "a hash"), LATE)))
                    .isEqualTo(Reason.GONE);
            assertThat(version(again, new KickMember(GROUP, WAITING), BEN)).isEqualTo(before + 3);
        }
    }
}
