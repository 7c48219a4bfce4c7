package dev.parley.standalone.tale;

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
import dev.parley.api.people.PersonCommand.ChangePrivacy;
import dev.parley.api.people.Privacy.Circle;
import dev.parley.api.people.UserId;

/** What people do about each other, and with themselves. */
final class SocialDeeds {

    private final Chance chance;
    private final Stage stage;
    private int remarks;

    SocialDeeds(Chance chance, Stage stage) {
        this.chance = chance;
        this.stage = stage;
    }

    void happen() {
        UserId by = chance.any(stage.people.living());
        UserId other = stage.people.anybody(chance);
        switch (chance.kind(16)) {
            case 0, 1, 2 ->
                stage.keepToThemselves(
                        new ChangePrivacy(by, null, chance.any(Circle.values()), chance.any(Circle.values()), null));
            case 3, 4 -> {
                UserId user = stage.people.erased(other) ? by : other;
                stage.erase(user, chance.below(6));
            }
            default -> {
                if (!other.equals(by)) {
                    stage.meet(about(FriendshipId.between(by, other), other), by, other);
                }
            }
        }
    }

    private FriendshipCommand about(FriendshipId between, UserId other) {
        return switch (chance.kind(12)) {
            case 0, 1, 2, 3 -> new RequestFriendship(between, other, null);
            case 4, 5 -> new AcceptFriendRequest(between);
            case 6 -> new DeclineFriendRequest(between);
            case 7 -> new WithdrawFriendRequest(between);
            case 8 -> new RemoveFriend(between);
            case 9 -> new RemarkFriend(between, chance.oneIn(3) ? "" : "remark " + remarks++);
            case 10 -> new BlockPerson(between, other);
            default -> chance.heads() ? new BlockPerson(between, other) : new UnblockPerson(between, other);
        };
    }
}
