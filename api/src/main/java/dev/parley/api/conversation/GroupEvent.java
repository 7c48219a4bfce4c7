package dev.parley.api.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.api.people.UserId;
import java.time.Instant;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** What can happen to a group as a whole. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public sealed interface GroupEvent extends ConversationEvent {

    /** It shows itself in another way; the info is whole. */
    @Revision("1")
    record GroupInfoChanged(ConversationId conversation, GroupInfo info, UserId by, Instant at) implements GroupEvent {}

    /** It has other rules; the settings are whole. */
    @Revision("1")
    record GroupSettingsChanged(ConversationId conversation, GroupSettings settings, UserId by, Instant at)
            implements GroupEvent {}

    /** What everybody should know now; null = nothing any more. */
    @Revision("1")
    record AnnouncementChanged(
            ConversationId conversation, @Nullable String text, UserId by, Instant at) implements GroupEvent {}

    /** It is over, for everybody and for ever. It is the last event of the group and the last that its members see. */
    @Revision("1")
    record GroupDisbanded(ConversationId conversation, long headSeq, UserId by, Instant at) implements GroupEvent {}
}
