package dev.parley.command;

import static dev.parley.command.Talks.ANA;
import static dev.parley.command.Talks.BEN;
import static dev.parley.command.Talks.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.Reason;
import dev.parley.api.conversation.Content;
import dev.parley.api.conversation.ConversationCommand.AddMembers;
import dev.parley.api.conversation.ConversationCommand.CreateConversation;
import dev.parley.api.conversation.ConversationCommand.SendMessage;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.ConversationType;
import dev.parley.api.conversation.GroupCommand.ChangeGroupSettings;
import dev.parley.api.conversation.JoinMode;
import dev.parley.api.conversation.MembershipCommand.ApproveJoinRequest;
import dev.parley.api.conversation.MembershipCommand.RejectJoinRequest;
import dev.parley.api.conversation.MembershipCommand.RemoveErasedMember;
import dev.parley.api.conversation.MembershipCommand.RequestToJoin;
import dev.parley.api.people.FriendshipCommand.AcceptFriendRequest;
import dev.parley.api.people.FriendshipCommand.BlockPerson;
import dev.parley.api.people.FriendshipCommand.RemoveFriend;
import dev.parley.api.people.FriendshipCommand.RequestFriendship;
import dev.parley.api.people.FriendshipCommand.UnblockPerson;
import dev.parley.api.people.FriendshipId;
import dev.parley.api.people.PersonCommand.ChangePrivacy;
import dev.parley.api.people.PersonCommand.ErasePerson;
import dev.parley.api.people.Privacy.Circle;
import dev.parley.api.people.UserId;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people allow each other, on the real event store: whoever was told that it is done finds it in force with the next command. */
class ContactsTest {

    private static final FriendshipId PAIR = FriendshipId.between(ANA, BEN);
    private static final ConversationId DIRECT = ConversationId.direct(ANA, BEN);
    private static final UserId NOBODY = new UserId(new UUID(1, 99));

    @TempDir
    Path directory;

    private Talks talks;

    @BeforeEach
    void open() {
        talks = Talks.at("rocksdb:" + directory.resolve("events")).withGroup();
    }

    @AfterEach
    void close() {
        talks.close();
    }

    private void done(Object command, UserId by) {
        talks.ask(command, by).join();
    }

    private Reason no(Object command, UserId by) {
        return refusal(talks.ask(command, by));
    }

    private static CreateConversation direct(UserId with) {
        return new CreateConversation(DIRECT, ConversationType.DIRECT, Set.of(with));
    }

    private static CreateConversation group(int number, UserId... members) {
        return new CreateConversation(Talks.talk(number), ConversationType.GROUP, Set.of(members), "Lunch");
    }

    private static SendMessage hello() {
        return new SendMessage(DIRECT, null, new Content.Text("hello"), null, List.of());
    }

    private static ChangePrivacy write(Circle circle) {
        return new ChangePrivacy(BEN, null, circle, null, null);
    }

    private static ChangePrivacy addToGroups(Circle circle) {
        return new ChangePrivacy(BEN, null, null, circle, null);
    }

    private void befriend() {
        done(new RequestFriendship(PAIR, BEN, "We met"), ANA);
        done(new AcceptFriendRequest(PAIR), BEN);
    }

    @Test
    void aBlockIsInForceAtOnceForBothAndSoIsItsEnd() {
        done(direct(BEN), ANA);
        for (int round = 0; round < 20; round++) {
            done(hello(), ANA);
            done(new BlockPerson(PAIR, ANA), BEN);
            assertThat(no(hello(), ANA)).isEqualTo(Reason.NOT_WANTED);
            assertThat(no(hello(), BEN)).isEqualTo(Reason.NOT_WANTED);
            done(new UnblockPerson(PAIR, ANA), BEN);
        }
        done(hello(), ANA);
    }

    @Test
    void aBlockedPersonBeginsNothingAndAddsNobody() {
        done(new BlockPerson(PAIR, ANA), BEN);
        assertThat(no(direct(BEN), ANA)).isEqualTo(Reason.NOT_WANTED);
        assertThat(no(group(1, BEN), ANA)).isEqualTo(Reason.NOT_WANTED);
        done(group(2), ANA);
        assertThat(no(new AddMembers(Talks.talk(2), Set.of(BEN)), ANA)).isEqualTo(Reason.NOT_WANTED);
    }

    @Test
    void whoWantsOnlyFriendsHearsOnlyFriends() {
        done(direct(BEN), ANA);
        done(write(Circle.FRIENDS), BEN);
        assertThat(no(hello(), ANA)).isEqualTo(Reason.NOT_WANTED);
        befriend();
        done(hello(), ANA);
        done(new RemoveFriend(PAIR), ANA);
        assertThat(no(hello(), ANA)).isEqualTo(Reason.NOT_WANTED);
        done(hello(), BEN);
    }

    @Test
    void whoWantsNobodyIsAddedByNobody() {
        befriend();
        done(addToGroups(Circle.FRIENDS), BEN);
        done(group(1, BEN), ANA);
        done(addToGroups(Circle.NOBODY), BEN);
        assertThat(no(group(2, BEN), ANA)).isEqualTo(Reason.NOT_WANTED);
        done(new AddMembers(Talks.talk(1), Set.of(BEN)), ANA);
    }

    @Test
    void privacyIsOnesOwn() {
        assertThat(no(write(Circle.NOBODY), ANA)).isEqualTo(Reason.NOT_ALLOWED);
    }

    @Test
    void withSomebodyErasedNothingBegins() {
        done(direct(BEN), ANA);
        done(new ErasePerson(BEN, 2), BEN);
        assertThat(no(hello(), ANA)).isEqualTo(Reason.GONE);
        assertThat(no(group(1, BEN), ANA)).isEqualTo(Reason.UNKNOWN_USER);
        assertThat(no(new RequestFriendship(PAIR, BEN, null), ANA)).isEqualTo(Reason.UNKNOWN_USER);
        done(new RemoveErasedMember(DIRECT, BEN), BEN);
        assertThat(no(hello(), ANA)).isEqualTo(Reason.GONE);
    }

    @Test
    void whoWaitsAndIsErasedIsLetInByNobody() {
        done(group(1), ANA);
        done(
                new ChangeGroupSettings(
                        Talks.talk(1), null, null, null, null, null, JoinMode.REQUEST, null, null, null),
                ANA);
        done(new RequestToJoin(Talks.talk(1), null), BEN);
        done(new ErasePerson(BEN, 2), BEN);
        assertThat(no(new ApproveJoinRequest(Talks.talk(1), BEN), ANA)).isEqualTo(Reason.UNKNOWN_USER);
        done(new RemoveErasedMember(Talks.talk(1), BEN), BEN);
        done(new RejectJoinRequest(Talks.talk(1), BEN), ANA);
    }

    @Test
    void strangersAreNeitherAskedNorBlocked() {
        FriendshipId none = FriendshipId.between(ANA, NOBODY);
        assertThat(no(new RequestFriendship(none, NOBODY, null), ANA)).isEqualTo(Reason.UNKNOWN_USER);
        assertThat(no(new BlockPerson(none, NOBODY), ANA)).isEqualTo(Reason.UNKNOWN_USER);
        assertThat(no(new BlockPerson(FriendshipId.between(ANA, ANA), ANA), ANA))
                .isEqualTo(Reason.INVALID);
    }

    @Test
    void whoChangesTheirMindForeverIsLoadedFromASnapshotAndIsTheSame() {
        for (int round = 0; round < Talks.EVENTS_PER_SNAPSHOT; round++) {
            done(new BlockPerson(PAIR, ANA), BEN);
            done(new UnblockPerson(PAIR, ANA), BEN);
            done(write(round % 2 == 0 ? Circle.FRIENDS : Circle.NOBODY), BEN);
        }
        befriend();
        talks.close();
        talks = Talks.at("rocksdb:" + directory.resolve("events"));
        assertThat(no(direct(BEN), ANA)).isEqualTo(Reason.NOT_WANTED);
        done(write(Circle.FRIENDS), BEN);
        done(direct(BEN), ANA);
        done(new RemoveFriend(PAIR), BEN);
        assertThat(no(hello(), ANA)).isEqualTo(Reason.NOT_WANTED);
    }
}
