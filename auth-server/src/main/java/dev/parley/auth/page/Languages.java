package dev.parley.auth.page;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.util.WebUtils;

/** Which language a page speaks: the one just chosen, else the one chosen before, else the first that the browser asks for and we know. */
final class Languages implements LocaleResolver, HandlerInterceptor {

    static final List<Locale> KNOWN = List.of(Locale.ENGLISH, Locale.CHINESE);

    private static final String CHOICE = "lang";
    private static final String COOKIE = "parley_lang";
    private static final Duration REMEMBERED = Duration.ofDays(365);

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        Locale chosen = known(request.getParameter(CHOICE));
        if (chosen != null) {
            response.addHeader(
                    HttpHeaders.SET_COOKIE,
                    ResponseCookie.from(COOKIE, chosen.getLanguage())
                            .path("/id")
                            .maxAge(REMEMBERED)
                            .httpOnly(true)
                            .secure(request.isSecure())
                            .sameSite("Lax")
                            .build()
                            .toString());
        }
        return true;
    }

    @Override
    public Locale resolveLocale(HttpServletRequest request) {
        Locale chosen = known(request.getParameter(CHOICE));
        if (chosen == null) {
            Cookie cookie = WebUtils.getCookie(request, COOKIE);
            chosen = cookie == null ? null : known(cookie.getValue());
        }
        return chosen == null ? preferred(request) : chosen;
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

    private static @Nullable Locale known(@Nullable String language) {
        return KNOWN.stream()
                .filter(known -> known.getLanguage().equals(language))
                .findFirst()
                .orElse(null);
    }
}
