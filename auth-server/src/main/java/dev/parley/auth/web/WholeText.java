package dev.parley.auth.web;

import dev.parley.api.InvalidInput;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.jdk.StringDeserializer;

/**
 * Texts of whole characters: half a surrogate pair and the character zero mean nothing, and PostgreSQL does not store them.
 * Jackson knows which field it was.
 */
final class WholeText extends StringDeserializer {

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) {
        String text = super.deserialize(parser, context);
        if (text != null && !isWhole(text)) {
            throw new InvalidInput("", "A text has whole characters, without the character zero.");
        }
        return text;
    }

    static boolean isWhole(String text) {
        return text.codePoints().allMatch(each -> each != 0 && Character.getType(each) != Character.SURROGATE);
    }
}
