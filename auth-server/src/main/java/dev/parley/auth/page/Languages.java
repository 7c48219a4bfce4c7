package dev.parley.auth.page;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.util.WebUtils;

/**
 * Which language a page speaks: the one just chosen, else the one chosen before, else the one that the application wished which sent
 * the person here, else the first that the browser asks for and we know.
 */
final class Languages implements LocaleResolver, HandlerInterceptor {

    static final List<Locale> KNOWN = List.of(Locale.ENGLISH, Locale.CHINESE);

    private static final String CHOICE = "lang";
    private static final String COOKIE = "parley_lang";
    private static final Duration REMEMBERED = Duration.ofDays(365);

    /** OpenID Connect Core, 3.1.2.1: tags with spaces between, the dearest first. */
    private static final String WISH = "ui_locales";

    /** The wish, for the pages that follow: until the browser is closed. */
    private static final String WISH_COOKIE = "parley_lang_wish";

    private static final Duration THIS_VISIT = Duration.ofSeconds(-1);

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        remember(COOKIE, known(request.getParameter(CHOICE)), REMEMBERED, request, response);
        remember(WISH_COOKIE, wish(request), THIS_VISIT, request, response);
        return true;
    }

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        return known(request.getParameter(CHOICE))
                .or(() -> remembered(COOKIE, request))
                .or(() -> wish(request))
                .or(() -> remembered(WISH_COOKIE, request))
                .orElseGet(() -> preferred(request));
    }

    @Override
    public void setLocale(HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
        throw new UnsupportedOperationException("People choose their language by the parameter " + CHOICE + ".");
    }

    private static Locale preferred(HttpServletRequest request) {
        return Collections.list(request.getLocales()).stream()
                .flatMap(asked ->
                        KNOWN.stream().filter(known -> known.getLanguage().equals(asked.getLanguage())))
                .findFirst()
                .orElse(Locale.ENGLISH);
    }

    private static Optional<Locale> wish(HttpServletRequest request) {
        return Stream.ofNullable(request.getParameter(WISH))
                .flatMap(tags -> Arrays.stream(tags.split(" ", -1)))
                .flatMap(tag -> known(Locale.forLanguageTag(tag).getLanguage()).stream())
                .findFirst();
    }

    private static void remember(
            String name,
            Optional<Locale> language,
            Duration howLong,
            HttpServletRequest request,
            HttpServletResponse response) {
        language.ifPresent(chosen -> response.addHeader(
                HttpHeaders.SET_COOKIE,
                ResponseCookie.from(name, chosen.getLanguage())
                        .path("/id")
                        .maxAge(howLong)
                        .httpOnly(true)
                        .secure(request.isSecure())
                        .sameSite("Lax")
                        .build()
                        .toString()));
    }

    private static Optional<Locale> remembered(String name, HttpServletRequest request) {
        Cookie cookie = WebUtils.getCookie(request, name);
        return cookie == null ? Optional.empty() : known(cookie.getValue());
    }

    private static Optional<Locale> known(@Nullable String language) {
        return KNOWN.stream()
                .filter(known -> known.getLanguage().equals(language))
                .findFirst();
    }
}
