package dev.parley.api.conversation;

import dev.parley.api.Avatar;
import dev.parley.api.PlainText;
import java.util.Collections;
import java.util.Map;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What can be asked of a group as a whole. */
public sealed interface GroupCommand extends ConversationCommand {

    /**
     * Shows it in another way. Null = as it is; an empty description, avatar or attribute = none any more. Attributes that are not named stay
     * as they are, so that two admins who change different ones do not undo each other.
     */
    record ChangeGroupInfo(
            @TargetAggregateIdentifier ConversationId conversation,
            @Nullable String name,
            @Nullable String description,
            @Nullable String avatar,
            @Nullable Map<String, String> attributes)
            implements GroupCommand {
        public ChangeGroupInfo {
            name = name == null ? null : GroupInfo.checkedName(name);
            description = description == null || description.isEmpty()
                    ? description
                    : GroupInfo.checkedDescription(description);
            avatar = avatar == null || avatar.isEmpty() ? avatar : Avatar.of("avatar", avatar);
            attributes =
                    attributes == null ? null : Collections.unmodifiableMap(GroupInfo.checkedAttributes(attributes));
        }
    }

    /** Gives it other rules. Null = as it is. */
    record ChangeGroupSettings(
            @TargetAggregateIdentifier ConversationId conversation,
            @Nullable MemberRole post,
            @Nullable MemberRole invite,
            @Nullable MemberRole editInfo,
            @Nullable MemberRole pin,
            @Nullable MemberRole mentionEveryone,
            @Nullable JoinMode joinMode,
            @Nullable HistoryForNewcomers history,
            @Nullable Integer slowModeSeconds,
            @Nullable Boolean muteAll)
            implements GroupCommand {}

    /** Empty = nothing to announce any more. */
    record Announce(@TargetAggregateIdentifier ConversationId conversation, String text) implements GroupCommand {

        /** In graphemes. */
        public static final int MAX_TEXT = 4_000;

        public Announce {
            text = text.isEmpty() ? text : PlainText.lines("text", text, MAX_TEXT, 4 * MAX_TEXT);
        }
    }

    /** Ends it for everybody, for ever. When it is over already, the wish is true. */
    record DisbandGroup(@TargetAggregateIdentifier ConversationId conversation) implements GroupCommand {}
}
