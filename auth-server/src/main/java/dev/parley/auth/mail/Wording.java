package dev.parley.auth.mail;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/** What letters say, as text and as HTML, in English and Chinese. What people wrote themselves is escaped. */
public final class Wording {

    private static final String BUNDLE = "dev.parley.auth.mail.letters";
    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private Wording() {}

    /**
     * A mail of this kind.
     *
     * @param name whom it is to
     * @param link what its button opens; null = it has none
     * @param validity how long the link is good, in the kind's own unit
     */
    public static MailMessage of(
            LetterKind kind, String to, Locale language, String name, @Nullable String link, long validity) {
        ResourceBundle words = ResourceBundle.getBundle(BUNDLE, language, NO_FALLBACK);
        String greeting = words(words, "greeting", name);
        String body = words(words, kind + ".body", name, Long.toString(validity));
        String end = words(words, kind + ".end");
        StringBuilder text = new StringBuilder(greeting + "\n\n" + body + "\n\n");
        StringBuilder html = new StringBuilder(paragraph(greeting) + paragraph(body));
        if (link != null) {
            text.append(link).append("\n\n");
            html.append(
                    "<p><a href=\"%s\" style=\"display:inline-block;padding:10px 18px;border-radius:6px;%s\">%s</a></p>"
                            .formatted(
                                    HtmlUtils.htmlEscape(link),
                                    "background:#1f5fbf;color:#ffffff;text-decoration:none",
                                    HtmlUtils.htmlEscape(words(words, kind + ".button"))));
            html.append(paragraph(words(words, "otherwise", link)));
        }
        text.append(end).append("\n");
        html.append(paragraph(end));
        String page = "<!doctype html><html lang=\"%s\"><head><meta charset=\"utf-8\"></head><body>%s</body></html>"
                .formatted(language.getLanguage().equals("zh") ? "zh" : "en", html);
        return new MailMessage(to, words(words, kind + ".subject"), text.toString(), page);
    }

    private static String paragraph(String text) {
        return "<p>" + HtmlUtils.htmlEscape(text) + "</p>";
    }

    private static String words(ResourceBundle words, String key, Object... arguments) {
        return new MessageFormat(words.getString(key), words.getLocale()).format(arguments);
    }
}
