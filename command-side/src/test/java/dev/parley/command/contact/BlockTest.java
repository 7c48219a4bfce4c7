package dev.parley.command.contact;

import static dev.parley.api.Reason.NOT_FOUND;
import static dev.parley.api.Reason.NOT_WANTED;
import static dev.parley.api.people.FriendshipState.NONE;
import static dev.parley.api.people.FriendshipState.REQUESTED;
import static dev.parley.command.contact.FriendshipFixture.ANA;
import static dev.parley.command.contact.FriendshipFixture.BEN;
import static dev.parley.command.contact.FriendshipFixture.CLEO;
import static dev.parley.command.contact.FriendshipFixture.NOW;
import static dev.parley.command.contact.FriendshipFixture.PAIR;
import static dev.parley.command.contact.FriendshipFixture.accepted;
import static dev.parley.command.contact.FriendshipFixture.after;
import static dev.parley.command.contact.FriendshipFixture.asked;
import static dev.parley.command.contact.FriendshipFixture.blocked;

import dev.parley.api.people.FriendshipCommand.AcceptFriendRequest;
import dev.parley.api.people.FriendshipCommand.BlockPerson;
import dev.parley.api.people.FriendshipCommand.RequestFriendship;
import dev.parley.api.people.FriendshipCommand.UnblockPerson;
import dev.parley.api.people.FriendshipEvent.PersonUnblocked;
import org.junit.jupiter.api.Test;

class BlockTest {

    private static final BlockPerson BLOCK_BEN = new BlockPerson(PAIR, BEN);
    private static final UnblockPerson UNBLOCK_BEN = new UnblockPerson(PAIR, BEN);
    private static final PersonUnblocked UNBLOCKED = new PersonUnblocked(PAIR, ANA, BEN, NOW);

    @Test
    void aBlockEndsFriendshipAndRequest() {
        after(asked(ANA), accepted(BEN))
                .when(BLOCK_BEN, ANA)
                .expectEvents(blocked(ANA))
                .expectState(NONE);
        after(asked(BEN)).when(BLOCK_BEN, ANA).expectEvents(blocked(ANA)).expectState(NONE);
        after(asked(BEN), blocked(ANA))
                .when(new AcceptFriendRequest(PAIR), ANA)
                .expectRefusal(dev.parley.api.Reason.GONE);
        after(blocked(ANA)).when(BLOCK_BEN, ANA).expectNothingNew();
    }

    @Test
    void nobodyAsksAcrossABlockWhoeverBlocked() {
        after(blocked(ANA)).when(new RequestFriendship(PAIR, ANA, null), BEN).expectRefusal(NOT_WANTED);
        after(blocked(ANA)).when(new RequestFriendship(PAIR, BEN, null), ANA).expectRefusal(NOT_WANTED);
    }

    @Test
    void eachBlocksAndUnblocksForThemselves() {
        after(blocked(ANA), blocked(BEN)).when(UNBLOCK_BEN, ANA).expectEvents(UNBLOCKED);
        after(blocked(ANA), blocked(BEN), UNBLOCKED)
                .when(new RequestFriendship(PAIR, BEN, null), ANA)
                .expectRefusal(NOT_WANTED);
        after(blocked(BEN)).when(UNBLOCK_BEN, ANA).expectNothingNew();
        after(blocked(ANA)).when(new UnblockPerson(PAIR, BEN), CLEO).expectRefusal(NOT_FOUND);
    }

    @Test
    void afterABlockTheyAreStrangersAgain() {
        after(asked(ANA), accepted(BEN), blocked(ANA), UNBLOCKED)
                .when(new RequestFriendship(PAIR, ANA, null), BEN)
                .expectEvents(asked(BEN))
                .expectState(REQUESTED);
    }
}
