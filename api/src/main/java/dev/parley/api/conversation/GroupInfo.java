package dev.parley.api.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How a group shows itself. Its limits are those of {@code ChangeGroupInfo}.
 *
 * @param avatar an https address or the id of a file
 * @param attributes what an installation adds to it; never null, in the order of their names
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GroupInfo(
        String name, @Nullable String description, @Nullable String avatar, Map<String, String> attributes) {

    public GroupInfo {
        attributes = attributes == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(attributes));
    }

    public static GroupInfo named(String name) {
        return new GroupInfo(name, null, null, Map.of());
    }
}
