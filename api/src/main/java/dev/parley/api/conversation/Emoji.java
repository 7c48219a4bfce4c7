package dev.parley.api.conversation;

import dev.parley.api.InvalidInput;
import java.util.regex.Pattern;

/** One emoji as people count, however many code points it takes; UTS #51, with what this runtime knows of Unicode. */
public final class Emoji {

    /** More than any emoji that keyboards offer: a kiss of two people with skin tones has 10. */
    private static final int MAX_CODE_POINTS = 16;

    private static final int EMOJI_STYLE = 0xFE0F;

    private static final Pattern KEYCAP = Pattern.compile("[0-9#*]\\x{FE0F}?\\x{20E3}");
    private static final Pattern FLAG = Pattern.compile("[\\x{1F1E6}-\\x{1F1FF}]{2}");
    private static final String ELEMENT = "(?:[\\p{IsEmoji}&&[^\\p{IsEmoji_Component}]]|\\p{IsExtended_Pictographic})"
            + "(?:\\x{FE0F}|\\p{IsEmoji_Modifier})?(?:[\\x{E0020}-\\x{E007E}]+\\x{E007F})?";
    private static final Pattern PICTURE = Pattern.compile(ELEMENT + "(?:\\x{200D}" + ELEMENT + ")*");

    private Emoji() {}

    /**
     * Two ways to write the same emoji come out as one.
     *
     * @throws InvalidInput when it is anything but one emoji
     */
    public static String one(String field, String text) {
        if (text.length() > 2 * MAX_CODE_POINTS || !isOne(text)) {
            throw new InvalidInput(field, "The field " + field + " is one emoji.");
        }
        return qualified(text);
    }

    private static boolean isOne(String text) {
        return text.codePointCount(0, text.length()) <= MAX_CODE_POINTS
                && (KEYCAP.matcher(text).matches()
                        || FLAG.matcher(text).matches()
                        || PICTURE.matcher(text).matches());
    }

    /** With the selector of the emoji style behind whatever is drawn as text without it, and nowhere else. */
    private static String qualified(String text) {
        int[] codePoints = text.codePoints().filter(c -> c != EMOJI_STYLE).toArray();
        StringBuilder result = new StringBuilder();
        for (int i = 0; i < codePoints.length; i++) {
            int c = codePoints[i];
            result.appendCodePoint(c);
            boolean toned = i + 1 < codePoints.length && Character.isEmojiModifier(codePoints[i + 1]);
            if (Character.isEmoji(c) && !Character.isEmojiPresentation(c) && !toned) {
                result.appendCodePoint(EMOJI_STYLE);
            }
        }
        return result.toString();
    }
}
