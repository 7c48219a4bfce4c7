package dev.parley.api.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.api.Avatar;
import dev.parley.api.InvalidInput;
import dev.parley.api.PlainText;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a group shows itself. Lengths are in graphemes; a description has at most four times as many bytes.
 *
 * @param avatar an https address or the id of a file
 * @param attributes what an installation adds to it; never null, in the order of their names
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GroupInfo(
        String name, @Nullable String description, @Nullable String avatar, Map<String, String> attributes) {

    public static final int MAX_NAME = 200;
    public static final int MAX_DESCRIPTION = 2_000;
    public static final int MAX_ATTRIBUTES = 16;
    public static final int MAX_ATTRIBUTE = 256;

    private static final Pattern ATTRIBUTE = Pattern.compile("[a-z][a-zA-Z0-9_.-]{0,31}");

    // What is kept already may lack it, so the check for null is real although the type says otherwise.
    @SuppressWarnings("ConstantValue")
    public GroupInfo {
        attributes = attributes == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(attributes));
    }

    public static GroupInfo named(String name) {
        return new GroupInfo(name, null, null, Map.of());
    }

    /** What a group began with. */
    public static GroupInfo of(ConversationEvent.ConversationCreated created) {
        return new GroupInfo(
                created.name() == null ? "" : created.name(),
                created.description(),
                created.avatar(),
                created.attributes() == null ? Map.of() : created.attributes());
    }

    /**
     * For input, as opposed to what is kept already.
     *
     * @throws InvalidInput naming the first field that is outside its limits
     */
    public GroupInfo checked() {
        return new GroupInfo(
                checkedName(name),
                description == null || description.isEmpty() ? null : checkedDescription(description),
                avatar == null || avatar.isEmpty() ? null : Avatar.of("avatar", avatar),
                named(name).merged(checkedAttributes(attributes)));
    }

    /** As it is after a change whose fields have been checked. */
    public GroupInfo with(GroupCommand.ChangeGroupInfo change) {
        return new GroupInfo(
                change.name() == null ? name : change.name(),
                changed(description, change.description()),
                changed(avatar, change.avatar()),
                change.attributes() == null ? attributes : merged(change.attributes()));
    }

    private static @Nullable String changed(@Nullable String before, @Nullable String change) {
        if (change == null) {
            return before;
        }
        return change.isEmpty() ? null : change;
    }

    private Map<String, String> merged(Map<String, String> changes) {
        Map<String, String> after = new TreeMap<>(attributes);
        changes.forEach((attribute, value) -> {
            if (value.isEmpty()) {
                after.remove(attribute);
            } else {
                after.put(attribute, value);
            }
        });
        requireFew(after);
        return after;
    }

    static String checkedName(String name) {
        return PlainText.name("name", name, MAX_NAME);
    }

    static String checkedDescription(String description) {
        return PlainText.lines("description", description, MAX_DESCRIPTION, 4 * MAX_DESCRIPTION);
    }

    static Map<String, String> checkedAttributes(Map<String, String> attributes) {
        requireFew(attributes);
        Map<String, String> checked = new TreeMap<>();
        attributes.forEach(
                (attribute, value) -> checked.put(checkedAttribute(attribute), checkedValue(attribute, value)));
        return checked;
    }

    private static String checkedAttribute(String attribute) {
        if (!ATTRIBUTE.matcher(attribute).matches()) {
            throw new InvalidInput(
                    "attributes",
                    "The name of an attribute has 1 to 32 letters (a small one first), digits, dots, underscores, hyphens.");
        }
        return attribute;
    }

    private static String checkedValue(String attribute, String value) {
        return value.isEmpty() ? value : PlainText.name("attributes." + attribute, value, MAX_ATTRIBUTE);
    }

    private static void requireFew(Map<String, String> attributes) {
        if (attributes.size() > MAX_ATTRIBUTES) {
            throw new InvalidInput(
                    "attributes",
                    "A group has at most " + MAX_ATTRIBUTES + " attributes, not " + attributes.size() + ".");
        }
    }
}
