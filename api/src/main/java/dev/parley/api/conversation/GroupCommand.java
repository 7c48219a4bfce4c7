package dev.parley.api.conversation;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What can be asked of a group as a whole. */
public sealed interface GroupCommand extends ConversationCommand {

    /**
     * Shows it in another way. Null = as it is; an empty description or avatar = none any more; {@code attributes} are all of them, not a
     * difference.
     */
    record ChangeGroupInfo(
            @TargetAggregateIdentifier ConversationId conversation,
            @Nullable String name,
            @Nullable String description,
            @Nullable String avatar,
            @Nullable Map<String, String> attributes)
            implements GroupCommand {
        public ChangeGroupInfo {
            attributes = attributes == null ? null : Collections.unmodifiableMap(new TreeMap<>(attributes));
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
    record Announce(@TargetAggregateIdentifier ConversationId conversation, String text) implements GroupCommand {}

    /** Ends it for everybody, for ever. When it is over already, the wish is true. */
    record DisbandGroup(@TargetAggregateIdentifier ConversationId conversation) implements GroupCommand {}
}
