package dev.parley.auth.page;

import dev.parley.api.Reason;
import dev.parley.api.Refused;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Shows a form once more with what was wrong: above it, and at the field. */
@Component
final class Refusals {

    /** What the words "in a moment" promise. */
    private static final Duration A_MOMENT = Duration.ofSeconds(5);

    private final MessageSource texts;

    Refusals(MessageSource texts) {
        this.texts = texts;
    }

    /** The page to show, with the status that says no. */
    String again(String page, Refused refused, Model model, HttpServletResponse response) {
        response.setStatus(refused.reason().status());
        model.addAttribute("refusal", new Refusal(fieldOf(refused), textOf(refused, LocaleContextHolder.getLocale())));
        return page;
    }

    /** As {@link #again(String, Refused, Model, HttpServletResponse)}, where a wrong password is about this field. */
    String again(String page, String passwordField, Refused refused, Model model, HttpServletResponse response) {
        again(page, refused, model, response);
        if (refused.reason() == Reason.WRONG_PASSWORD) {
            model.addAttribute("refusal", new Refusal(passwordField, textOf(refused, LocaleContextHolder.getLocale())));
        }
        return page;
    }

    /** In words for people where we have some; else what we tell developers, which is a sentence too. */
    String textOf(Refused refused, Locale language) {
        if (refused.reason() == Reason.RETRY_LATER && refused.retryAfter().compareTo(A_MOMENT) > 0) {
            return texts.getMessage("refused.RETRY_LATER.in", new Object[] {minutes(refused.retryAfter())}, language);
        }
        List<String> keys =
                List.of("refused." + refused.reason() + "." + fieldOf(refused), "refused." + refused.reason());
        return keys.stream()
                .map(key -> texts.getMessage(key, null, null, language))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(refused.detail());
    }

    /** Rounded up, so that nobody comes back too early. */
    private static long minutes(Duration wait) {
        return wait.plusMinutes(1).minusNanos(1).toMinutes();
    }

    /** A list's element counts as the list: it is one field of a form. */
    private static @Nullable String fieldOf(Refused refused) {
        String field = refused.field();
        return field == null ? null : field.split("\\.", 2)[0];
    }

    /** What is wrong, and with which field if it is one. */
    record Refusal(@Nullable String field, String text) {}
}
