package dev.parley.command.conversation;

import static dev.parley.command.conversation.ConversationFixture.GROUP;
import static dev.parley.command.conversation.ConversationFixture.NAME;
import static dev.parley.command.conversation.ConversationFixture.NOW;
import static dev.parley.command.conversation.ConversationFixture.created;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.parley.api.Reason;
import dev.parley.api.conversation.ConversationCommand;
import dev.parley.api.conversation.ConversationCommand.AddMembers;
import dev.parley.api.conversation.ConversationCommand.KickMember;
import dev.parley.api.conversation.ConversationCommand.LeaveConversation;
import dev.parley.api.conversation.ConversationEvent;
import dev.parley.api.conversation.ConversationEvent.MemberLeft;
import dev.parley.api.conversation.ConversationType;
import dev.parley.api.conversation.GroupCommand;
import dev.parley.api.conversation.GroupCommand.Announce;
import dev.parley.api.conversation.GroupCommand.ChangeGroupInfo;
import dev.parley.api.conversation.GroupCommand.ChangeGroupSettings;
import dev.parley.api.conversation.GroupCommand.DisbandGroup;
import dev.parley.api.conversation.GroupEvent.GroupSettingsChanged;
import dev.parley.api.conversation.GroupSettings;
import dev.parley.api.conversation.InvitationId;
import dev.parley.api.conversation.JoinMode;
import dev.parley.api.conversation.MemberRole;
import dev.parley.api.conversation.MembershipCommand;
import dev.parley.api.conversation.MembershipCommand.AcceptInvitation;
import dev.parley.api.conversation.MembershipCommand.ApproveJoinRequest;
import dev.parley.api.conversation.MembershipCommand.BanMember;
import dev.parley.api.conversation.MembershipCommand.ChangeMember;
import dev.parley.api.conversation.MembershipCommand.CreateInvitation;
import dev.parley.api.conversation.MembershipCommand.JoinGroup;
import dev.parley.api.conversation.MembershipCommand.LookAtInvitation;
import dev.parley.api.conversation.MembershipCommand.RejectJoinRequest;
import dev.parley.api.conversation.MembershipCommand.RemoveErasedMember;
import dev.parley.api.conversation.MembershipCommand.RequestToJoin;
import dev.parley.api.conversation.MembershipCommand.RevokeInvitation;
import dev.parley.api.conversation.MembershipCommand.TransferOwnership;
import dev.parley.api.conversation.MembershipCommand.UnbanMember;
import dev.parley.api.conversation.MembershipCommand.WithdrawJoinRequest;
import dev.parley.api.conversation.MembershipEvent.InvitationCreated;
import dev.parley.api.conversation.MembershipEvent.JoinRequested;
import dev.parley.api.conversation.MembershipEvent.MemberBanned;
import dev.parley.api.conversation.MembershipEvent.MemberRoleChanged;
import dev.parley.api.people.UserId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Tries each cell of the table "Who may do what in a group" in {@code docs/conversations.md}. */
class GroupPermissionsTest {

    private static final Path DOCUMENT = Path.of("..", "docs", "conversations.md");
    private static final String TITLE = "## Who may do what in a group";

    private static final UserId OWNER = person(1);
    private static final UserId ADMIN = person(2);
    private static final UserId OTHER_ADMIN = person(3);
    private static final UserId MEMBER = person(4);
    private static final UserId OTHER_MEMBER = person(5);
    private static final UserId FORMER = person(6);
    private static final UserId WAITING = person(7);
    private static final UserId BANNED = person(8);
    private static final UserId STRANGER = person(9);
    private static final UserId OTHER_STRANGER = person(10);

    /** The columns of the table, in their order. */
    private static final List<UserId> ACTORS = List.of(STRANGER, FORMER, MEMBER, ADMIN, OWNER);

    private static final Map<String, UserId> OTHERS = Map.of(
            "a stranger", OTHER_STRANGER,
            "a member", OTHER_MEMBER,
            "an admin", OTHER_ADMIN,
            "the owner", OWNER,
            "somebody waiting", WAITING,
            "a banned person", BANNED);

    private record Row(String wish, String about, List<String> cells) {

        UserId other(UserId by) {
            return OTHERS.getOrDefault(about, by);
        }
    }

    private static UserId person(int number) {
        return new UserId(new UUID(1, number));
    }

    private static InvitationId invitationOf(UserId user) {
        return new InvitationId(user.value());
    }

    private static ConversationFixture group() {
        GroupSettings asked = GroupSettings.DEFAULT.with(
                new ChangeGroupSettings(GROUP, null, null, null, null, null, JoinMode.REQUEST, null, null, null));
        List<ConversationEvent> past = new ArrayList<>(List.of(
                created(ConversationType.GROUP, NAME, GROUP, OWNER, ADMIN, OTHER_ADMIN, MEMBER, OTHER_MEMBER, FORMER),
                new MemberRoleChanged(GROUP, ADMIN, MemberRole.ADMIN, OWNER, NOW),
                new MemberRoleChanged(GROUP, OTHER_ADMIN, MemberRole.ADMIN, OWNER, NOW),
                new MemberLeft(GROUP, 0, FORMER, NOW),
                new GroupSettingsChanged(GROUP, asked, OWNER, NOW),
                new JoinRequested(GROUP, null, WAITING, NOW),
                new MemberBanned(GROUP, BANNED, OWNER, NOW)));
        for (UserId user : List.of(OWNER, ADMIN, OTHER_ADMIN, MEMBER, OTHER_MEMBER)) {
            past.add(new InvitationCreated(GROUP, invitationOf(user), "hash of " + user, null, null, user, NOW));
        }
        return new ConversationFixture(100).after(past.toArray(ConversationEvent[]::new));
    }

    private static ConversationCommand command(String wish, UserId other) {
        return switch (wish) {
            case "AddMembers" -> new AddMembers(GROUP, Set.of(other));
            case "JoinGroup" -> new JoinGroup(GROUP);
            case "RequestToJoin" -> new RequestToJoin(GROUP, "Let me in");
            case "WithdrawJoinRequest" -> new WithdrawJoinRequest(GROUP);
            case "ApproveJoinRequest" -> new ApproveJoinRequest(GROUP, other);
            case "RejectJoinRequest" -> new RejectJoinRequest(GROUP, other);
            case "CreateInvitation" ->
                new CreateInvitation(GROUP, new InvitationId(new UUID(3, 1)), "another hash", null, null);
            case "RevokeInvitation" -> new RevokeInvitation(GROUP, invitationOf(other));
            case "AcceptInvitation" -> new AcceptInvitation(GROUP, "hash of " + OWNER);
            case "LeaveConversation" -> new LeaveConversation(GROUP);
            case "KickMember" -> new KickMember(GROUP, other);
            case "BanMember" -> new BanMember(GROUP, other);
            case "UnbanMember" -> new UnbanMember(GROUP, other);
            case "ChangeMember role" -> new ChangeMember(GROUP, other, MemberRole.ADMIN, null, null);
            case "ChangeMember nickname" -> new ChangeMember(GROUP, other, null, "Nick", null);
            case "ChangeMember mutedUntil" -> new ChangeMember(GROUP, other, null, null, NOW.plusSeconds(60));
            case "TransferOwnership" -> new TransferOwnership(GROUP, other);
            case "ChangeGroupInfo" -> new ChangeGroupInfo(GROUP, "Dinner", null, null, null);
            case "ChangeGroupSettings who may" ->
                new ChangeGroupSettings(GROUP, MemberRole.ADMIN, null, null, null, null, null, null, null, null);
            case "ChangeGroupSettings the others" ->
                new ChangeGroupSettings(GROUP, null, null, null, null, null, null, null, 10, true);
            case "Announce" -> new Announce(GROUP, "Closed on Monday");
            case "DisbandGroup" -> new DisbandGroup(GROUP);
            default -> throw new IllegalArgumentException("The table names " + wish + ", which nobody knows here");
        };
    }

    private static List<Row> rows() throws IOException {
        String section = Files.readString(DOCUMENT).split(TITLE, -1)[1].split("\n## ", -1)[0];
        return section.lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> Arrays.stream(line.split("\\|", -1))
                        .map(cell -> cell.strip().replace("`", ""))
                        .toList())
                .map(cells -> new Row(cells.get(1), cells.get(2), cells.subList(3, 8)))
                .toList();
    }

    @TestFactory
    Stream<DynamicTest> everyCellComesTrue() throws IOException {
        return rows().stream()
                .flatMap(row -> Stream.iterate(0, i -> i < ACTORS.size(), i -> i + 1)
                        .map(i -> dynamicTest(
                                row.wish() + ", " + row.about() + ", by column " + (i + 1) + ": "
                                        + row.cells().get(i),
                                () -> tryOut(row, ACTORS.get(i), row.cells().get(i)))));
    }

    private static void tryOut(Row row, UserId by, String cell) {
        var outcome = group().when(command(row.wish(), row.other(by)), by);
        if (cell.equals("yes")) {
            outcome.result().expectSuccessfulHandlerExecution();
        } else {
            outcome.expectRefusal(Reason.valueOf(cell));
        }
    }

    @Test
    void everyCommandHasARow() throws IOException {
        Set<String> known =
                rows().stream().map(row -> row.wish().split(" ", -1)[0]).collect(Collectors.toSet());
        Set<String> commands = Stream.of(MembershipCommand.class, GroupCommand.class)
                .flatMap(family -> Arrays.stream(family.getPermittedSubclasses()))
                .filter(command -> command != RemoveErasedMember.class && command != LookAtInvitation.class)
                .map(Class::getSimpleName)
                .collect(Collectors.toSet());
        assertThat(known).isEqualTo(commands);
    }
}
