package dev.parley.command.contact;

import static dev.parley.api.Reason.GONE;
import static dev.parley.api.Reason.INVALID;
import static dev.parley.api.Reason.NOT_ALLOWED;
import static dev.parley.api.Reason.NOT_FOUND;
import static dev.parley.api.Reason.NOT_WANTED;
import static dev.parley.api.people.FriendshipState.FRIENDS;
import static dev.parley.api.people.FriendshipState.NONE;
import static dev.parley.api.people.FriendshipState.REQUESTED;
import static dev.parley.command.contact.FriendshipFixture.ANA;
import static dev.parley.command.contact.FriendshipFixture.BEN;
import static dev.parley.command.contact.FriendshipFixture.CLEO;
import static dev.parley.command.contact.FriendshipFixture.NOW;
import static dev.parley.command.contact.FriendshipFixture.PAIR;
import static dev.parley.command.contact.FriendshipFixture.RULES;
import static dev.parley.command.contact.FriendshipFixture.accepted;
import static dev.parley.command.contact.FriendshipFixture.after;
import static dev.parley.command.contact.FriendshipFixture.asked;
import static dev.parley.command.contact.FriendshipFixture.blocked;
import static dev.parley.command.contact.FriendshipFixture.declined;
import static dev.parley.command.contact.FriendshipFixture.other;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.parley.api.InvalidInput;
import dev.parley.api.people.FriendshipCommand.AcceptFriendRequest;
import dev.parley.api.people.FriendshipCommand.DeclineFriendRequest;
import dev.parley.api.people.FriendshipCommand.EndErasedContact;
import dev.parley.api.people.FriendshipCommand.RemarkFriend;
import dev.parley.api.people.FriendshipCommand.RemoveFriend;
import dev.parley.api.people.FriendshipCommand.RequestFriendship;
import dev.parley.api.people.FriendshipCommand.WithdrawFriendRequest;
import dev.parley.api.people.FriendshipEvent.FriendRemarked;
import dev.parley.api.people.FriendshipEvent.FriendRemoved;
import dev.parley.api.people.FriendshipEvent.FriendRequestWithdrawn;
import dev.parley.api.people.FriendshipEvent.FriendRequested;
import dev.parley.api.people.FriendshipEvent.PersonUnblocked;
import dev.parley.api.people.FriendshipId;
import dev.parley.api.people.UserId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class FriendshipTest {

    private static RequestFriendship ask(UserId by) {
        return new RequestFriendship(PAIR, other(by), null);
    }

    private static final AcceptFriendRequest ACCEPT = new AcceptFriendRequest(PAIR);
    private static final DeclineFriendRequest DECLINE = new DeclineFriendRequest(PAIR);
    private static final WithdrawFriendRequest WITHDRAW = new WithdrawFriendRequest(PAIR);
    private static final RemoveFriend REMOVE = new RemoveFriend(PAIR);
    private static final Duration LIFE = RULES.friendRequestExpires();

    @Test
    void askingTwiceIsAskingOnce() {
        after().when(ask(ANA), ANA).expectEvents(asked(ANA)).expectState(REQUESTED);
        after(asked(ANA)).when(ask(ANA), ANA).expectNothingNew().expectState(REQUESTED);
    }

    @Test
    void whoAskEachOtherAreFriends() {
        after(asked(BEN)).when(ask(ANA), ANA).expectEvents(accepted(ANA)).expectState(FRIENDS);
        after(asked(BEN), accepted(ANA)).when(ask(ANA), ANA).expectNothingNew().expectState(FRIENDS);
    }

    @Test
    void aRequestThatWaitedTooLongIsNone() {
        after(asked(ANA)).later(LIFE).when(ACCEPT, BEN).expectRefusal(GONE);
        after(asked(ANA)).later(LIFE.minusMillis(1)).when(ACCEPT, BEN).expectState(FRIENDS);
        after(asked(ANA)).later(LIFE).when(DECLINE, BEN).expectNothingNew().expectState(NONE);
        after(asked(ANA))
                .later(LIFE)
                .when(ask(BEN), BEN)
                .expectEvents(
                        new FriendRequested(PAIR, BEN, ANA, null, NOW.plus(LIFE).plus(LIFE), NOW.plus(LIFE)));
    }

    @Test
    void aRequestIsAnsweredByWhoIsAsked() {
        after(asked(ANA)).when(ACCEPT, ANA).expectRefusal(NOT_ALLOWED);
        after(asked(ANA)).when(DECLINE, ANA).expectRefusal(NOT_ALLOWED);
        after(asked(ANA)).when(WITHDRAW, BEN).expectRefusal(NOT_ALLOWED);
        after(asked(ANA)).when(ACCEPT, BEN).expectEvents(accepted(BEN));
        after(asked(ANA), accepted(BEN)).when(ACCEPT, BEN).expectNothingNew().expectState(FRIENDS);
        after(asked(ANA)).when(DECLINE, BEN).expectEvents(declined(BEN)).expectState(NONE);
        after(asked(ANA), declined(BEN)).when(DECLINE, BEN).expectNothingNew();
        after(asked(ANA), accepted(BEN)).when(DECLINE, BEN).expectRefusal(NOT_ALLOWED);
    }

    @Test
    void aStrangersFriendshipIsNotThere() {
        after(asked(ANA)).when(ACCEPT, CLEO).expectRefusal(NOT_FOUND);
        after(asked(ANA)).when(WITHDRAW, CLEO).expectRefusal(NOT_FOUND);
        after(asked(ANA), accepted(BEN)).when(REMOVE, CLEO).expectRefusal(NOT_FOUND);
    }

    @Test
    void whatIsWithdrawnCannotBeAccepted() {
        var withdrawn = new FriendRequestWithdrawn(PAIR, ANA, BEN, NOW);
        after(asked(ANA)).when(WITHDRAW, ANA).expectEvents(withdrawn);
        after(asked(ANA), withdrawn).when(WITHDRAW, ANA).expectNothingNew();
        after(asked(ANA), withdrawn).when(ACCEPT, BEN).expectRefusal(GONE);
        after(asked(ANA), withdrawn).when(ask(ANA), ANA).expectEvents(asked(ANA));
    }

    @Test
    void whoWasDeclinedAsksAgainOnlyAfterAWhile() {
        after(asked(ANA), declined(BEN)).when(ask(ANA), ANA).expectRefusal(NOT_WANTED);
        after(asked(ANA), declined(BEN)).when(ask(BEN), BEN).expectEvents(asked(BEN));
        after(asked(ANA), declined(BEN))
                .later(RULES.askAgainAfter())
                .when(ask(ANA), ANA)
                .expectState(REQUESTED);
    }

    @Test
    void nobodyIsAFriendOfThemselves() {
        FriendshipId alone = FriendshipId.between(ANA, ANA);
        after().when(new RequestFriendship(alone, ANA, null), ANA).expectRefusal(INVALID);
        after().when(new RequestFriendship(PAIR, CLEO, null), ANA).expectRefusal(INVALID);
    }

    @Test
    void eitherMayEndAFriendship() {
        var removed = new FriendRemoved(PAIR, BEN, ANA, NOW);
        after(asked(ANA), accepted(BEN)).when(REMOVE, BEN).expectEvents(removed).expectState(NONE);
        after(asked(ANA), accepted(BEN), removed).when(REMOVE, ANA).expectNothingNew();
    }

    @Test
    void aFriendIsCalledAsOneLikes() {
        var remarked = new FriendRemarked(PAIR, ANA, BEN, "Benny", NOW);
        after(asked(ANA), accepted(BEN))
                .when(new RemarkFriend(PAIR, " Benny "), ANA)
                .expectEvents(remarked);
        after(asked(ANA), accepted(BEN), remarked)
                .when(new RemarkFriend(PAIR, "Benny"), ANA)
                .expectNothingNew();
        after(asked(ANA), accepted(BEN), remarked)
                .when(new RemarkFriend(PAIR, ""), ANA)
                .expectEvents(new FriendRemarked(PAIR, ANA, BEN, null, NOW));
        after(asked(ANA)).when(new RemarkFriend(PAIR, "Benny"), ANA).expectRefusal(NOT_FOUND);
    }

    @Test
    void wordsHaveALimit() {
        assertThatExceptionOfType(InvalidInput.class)
                .isThrownBy(() -> new RequestFriendship(PAIR, BEN, "x".repeat(201)));
        assertThatExceptionOfType(InvalidInput.class).isThrownBy(() -> new RemarkFriend(PAIR, "x".repeat(65)));
        assertThatExceptionOfType(InvalidInput.class).isThrownBy(() -> new RemarkFriend(PAIR, "\u202Eneb"));
    }

    @Test
    void whenAnAccountIsErasedNothingIsLeftBetweenTheTwo() {
        EndErasedContact end = new EndErasedContact(PAIR, ANA);
        var removed = new FriendRemoved(PAIR, ANA, BEN, NOW);
        after(asked(ANA), accepted(BEN)).when(end, ANA).expectEvents(removed);
        after(asked(ANA), accepted(BEN), removed).when(end, ANA).expectNothingNew();
        after(asked(ANA)).when(end, ANA).expectEvents(new FriendRequestWithdrawn(PAIR, ANA, BEN, NOW));
        after(asked(BEN)).when(end, ANA).expectEvents(declined(ANA));
        after(blocked(BEN), blocked(ANA)).when(end, ANA).expectEvents(new PersonUnblocked(PAIR, ANA, BEN, NOW));
    }
}
