package dev.parley.api.people;

import dev.parley.api.InvalidInput;
import java.text.Normalizer;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What somebody can do about what is between them and another person. Who asks stands in the command's metadata. */
public sealed interface FriendshipCommand {

    /** Of the words that go with a request; in code points. */
    int MAX_MESSAGE = 200;

    /** In code points. */
    int MAX_REMARK = 64;

    FriendshipId friendship();

    /** Where the other one has asked already, they are friends at once. */
    record RequestFriendship(
            @TargetAggregateIdentifier FriendshipId friendship,
            UserId to,
            @Nullable String message) implements FriendshipCommand {
        public RequestFriendship {
            message = message == null || message.isBlank() ? null : line("message", message, MAX_MESSAGE);
        }
    }

    record AcceptFriendRequest(@TargetAggregateIdentifier FriendshipId friendship) implements FriendshipCommand {}

    record DeclineFriendRequest(@TargetAggregateIdentifier FriendshipId friendship) implements FriendshipCommand {}

    record WithdrawFriendRequest(@TargetAggregateIdentifier FriendshipId friendship) implements FriendshipCommand {}

    record RemoveFriend(@TargetAggregateIdentifier FriendshipId friendship) implements FriendshipCommand {}

    /** Empty = none any more. */
    record RemarkFriend(@TargetAggregateIdentifier FriendshipId friendship, String remark)
            implements FriendshipCommand {
        public RemarkFriend {
            remark = line("remark", remark, MAX_REMARK);
        }
    }

    record BlockPerson(@TargetAggregateIdentifier FriendshipId friendship, UserId other) implements FriendshipCommand {}

    record UnblockPerson(@TargetAggregateIdentifier FriendshipId friendship, UserId other)
            implements FriendshipCommand {}

    /**
     * Ends what somebody whose account is erased has with another person: friendship, request, and the block that is theirs. Sent by the
     * server; when nothing is left, nothing happens.
     */
    record EndErasedContact(@TargetAggregateIdentifier FriendshipId friendship, UserId erased)
            implements FriendshipCommand {}

    private static String line(String field, String text, int max) {
        String line = Normalizer.normalize(text.strip(), Normalizer.Form.NFC);
        if (line.codePointCount(0, line.length()) > max) {
            throw new InvalidInput(field, "The field " + field + " has at most " + max + " characters.");
        }
        if (line.codePoints().anyMatch(FriendshipCommand::unprintable)) {
            throw new InvalidInput(field, "The field " + field + " holds a character that cannot be shown.");
        }
        return line;
    }

    /** Control characters, halves of pairs, and the marks that turn the direction of the text that follows. */
    private static boolean unprintable(int character) {
        int type = Character.getType(character);
        return type == Character.SURROGATE
                || (type == Character.CONTROL && character != '\n')
                || (character >= 0x202A && character <= 0x202E)
                || (character >= 0x2066 && character <= 0x2069);
    }
}
