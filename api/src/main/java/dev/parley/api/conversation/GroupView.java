package dev.parley.api.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.api.people.UserId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a group shows itself, beside its name, and the rules it has. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GroupView(
        UserId owner,
        @Nullable String description,
        @Nullable String avatar,
        Map<String, String> attributes,
        GroupSettings settings,
        @Nullable Announcement announcement) {

    public record Announcement(String text, UserId by, Instant at) {}

    public GroupView {
        attributes = attributes == null ? Map.of() : Map.copyOf(attributes);
    }

    /** As it begins. */
    public static GroupView of(UserId owner) {
        return new GroupView(owner, null, null, Map.of(), GroupSettings.DEFAULT, null);
    }

    public GroupView ownedBy(UserId other) {
        return new GroupView(other, description, avatar, attributes, settings, announcement);
    }

    public GroupView with(GroupInfo info) {
        return new GroupView(owner, info.description(), info.avatar(), info.attributes(), settings, announcement);
    }

    public GroupView with(GroupSettings others) {
        return new GroupView(owner, description, avatar, attributes, others, announcement);
    }

    public GroupView with(@Nullable Announcement other) {
        return new GroupView(owner, description, avatar, attributes, settings, other);
    }
}
