package dev.parley.query.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.parley.api.conversation.ConversationView.Pin;
import dev.parley.api.conversation.GroupSettings;
import dev.parley.api.conversation.GroupView;
import dev.parley.api.conversation.MemberRole;
import dev.parley.api.conversation.Membership;
import dev.parley.api.people.UserId;
import dev.parley.api.position.Position;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything about a conversation that its list leaves out. {@code role}, {@code nickname} and {@code silencedUntil} are the reader's own in
 * it; {@code other} is how far the other person of a direct one has come.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ConversationWhole(
        @JsonUnwrapped ConversationItem item,
        @Nullable String description,
        @Nullable Map<String, String> attributes,
        @Nullable UserId owner,
        @Nullable GroupSettings settings,
        GroupView.@Nullable Announcement announcement,
        @Nullable MemberRole role,
        @Nullable String nickname,
        @Nullable Instant silencedUntil,
        @Nullable Position other,
        List<Pin> pins) {

    static List<Pin> visible(List<Pin> pins, Membership membership) {
        return pins.stream()
                .filter(pin -> membership.coversSeq(pin.message().seq()))
                .toList();
    }
}
