package dev.parley.auth.account;

import dev.parley.api.Avatar;
import dev.parley.api.InvalidInput;
import dev.parley.api.Reason;
import dev.parley.api.people.Profile;
import dev.parley.auth.input.Line;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A change of a profile as a merge patch (RFC 7396): what is not named stays, null takes away, the attributes merge one by one. */
public record ProfileChange(ObjectNode patch) {

    static final int MAX_ATTRIBUTES = 16;
    private static final int MAX_ATTRIBUTE = 256;
    private static final int MAX_STATUS = 140;
    private static final int MAX_LOCALE = 35;
    private static final Pattern ATTRIBUTE = Pattern.compile("[a-z][a-zA-Z0-9_.-]{0,31}");

    /** @throws InvalidInput naming the first field that is outside its limits */
    public Profile applyTo(Profile before) {
        return new Profile(
                displayName(before.displayName()),
                changed("avatar", before.avatar(), avatar -> Avatar.of("avatar", avatar)),
                changed("status", before.status(), status -> Line.of("status", status, MAX_STATUS)),
                changed("locale", before.locale(), ProfileChange::locale),
                attributes(before.attributes()));
    }

    private String displayName(String before) {
        return patch.has("displayName")
                ? Line.of("displayName", text("displayName", patch.get("displayName")), NewAccount.MAX_DISPLAY_NAME)
                : before;
    }

    private @Nullable String changed(String field, @Nullable String before, UnaryOperator<String> checked) {
        if (!patch.has(field)) {
            return before;
        }
        String text = text(field, patch.get(field));
        return text == null ? null : checked.apply(text);
    }

    private Map<String, String> attributes(Map<String, String> before) {
        if (!patch.has("attributes")) {
            return before;
        }
        JsonNode changes = patch.get("attributes");
        if (changes.isNull()) {
            return Map.of();
        }
        if (!changes.isObject()) {
            throw new InvalidInput(Reason.MALFORMED, "attributes", "Attributes are an object of texts.");
        }
        Map<String, String> after = new TreeMap<>(before);
        changes.properties().forEach(change -> attribute(after, change.getKey(), change.getValue()));
        if (after.size() > MAX_ATTRIBUTES) {
            throw new InvalidInput("attributes", "A profile has at most " + MAX_ATTRIBUTES + " attributes.");
        }
        return after;
    }

    private static void attribute(Map<String, String> attributes, String name, JsonNode value) {
        if (!ATTRIBUTE.matcher(name).matches()) {
            throw new InvalidInput(
                    "attributes",
                    "The name of an attribute has 1 to 32 letters (a small one first), digits, dots, underscores, hyphens.");
        }
        String text = text("attributes." + name, value);
        if (text == null) {
            attributes.remove(name);
        } else {
            attributes.put(name, Line.of("attributes." + name, text, MAX_ATTRIBUTE));
        }
    }

    private static String locale(String typed) {
        try {
            if (typed.length() <= MAX_LOCALE) {
                String tag = new Locale.Builder().setLanguageTag(typed).build().toLanguageTag();
                if (!tag.equals("und")) {
                    return tag;
                }
            }
        } catch (IllformedLocaleException e) {
            // told below, with every other that is none
        }
        throw new InvalidInput("locale", "A locale is a language tag such as en or zh-CN.");
    }

    private static @Nullable String text(String field, JsonNode value) {
        if (value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            throw new InvalidInput(Reason.MALFORMED, field, "The field " + field + " is a text.");
        }
        return value.stringValue();
    }
}
