package dev.parley.api.people;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How somebody shows themselves to everybody. Its limits are checked where it is written, in the authorization server.
 *
 * @param avatar an https address or the id of a file
 * @param locale a language tag (BCP 47)
 * @param attributes what an installation adds to it; never null, in the order of their names
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Profile(
        String displayName,
        @Nullable String avatar,
        @Nullable String status,
        @Nullable String locale,
        Map<String, String> attributes) {

    public Profile {
        attributes = attributes == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(attributes));
    }

    /** What somebody starts with. */
    public static Profile named(String displayName) {
        return new Profile(displayName, null, null, null, Map.of());
    }
}
