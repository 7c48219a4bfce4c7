package dev.parley.auth.authorize;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;

/** The shape that parameters of a request must have before anything is read from them. */
final class RequestParameters {

    static final String RESPONSE_MODE = "response_mode";
    static final String REQUEST = "request";
    static final String REGISTRATION = "registration";
    static final String DPOP_JKT = "dpop_jkt";
    static final String LOGIN_HINT = "login_hint";
    static final String UI_LOCALES = "ui_locales";

    /** Characters. The longest that are in use are ID tokens as hints and states that applications encrypt. */
    private static final int LONGEST = 4_096;

    private static final int LONGEST_TOGETHER = 12_288;

    /**
     * What is kept of a request beside the standard's own. All else is ignored, as the standard wants it, and not stored: a pushed
     * request carries the application's secret among its parameters.
     */
    private static final Set<String> KEPT = Set.of(
            "code_challenge",
            "code_challenge_method",
            "nonce",
            "request_uri",
            RESPONSE_MODE,
            REQUEST,
            REGISTRATION,
            DPOP_JKT,
            Wishes.PROMPT,
            Wishes.MAX_AGE,
            Wishes.ACR_VALUES,
            Wishes.ID_TOKEN_HINT,
            LOGIN_HINT,
            UI_LOCALES);

    private RequestParameters() {}

    /** @throws OAuth2AuthenticationException invalid_request when one is there twice or too long (RFC 6749, 3.1) */
    static void check(HttpServletRequest request) {
        int together = 0;
        for (Map.Entry<String, String[]> parameter : request.getParameterMap().entrySet()) {
            String[] values = parameter.getValue();
            if (values.length != 1) {
                throw Refusal.toPerson(OAuth2ErrorCodes.INVALID_REQUEST, "A parameter is there more than once.");
            }
            together += parameter.getKey().length() + values[0].length();
            if (values[0].length() > LONGEST || together > LONGEST_TOGETHER) {
                throw Refusal.toPerson(
                        OAuth2ErrorCodes.INVALID_REQUEST,
                        "A parameter has at most " + LONGEST + " characters, and all together " + LONGEST_TOGETHER
                                + ".");
            }
        }
    }

    /** Its value; null when it is missing, empty, too long or there twice. */
    static @Nullable String only(HttpServletRequest request, String name) {
        String[] values = request.getParameterValues(name);
        return values == null || values.length != 1 || values[0].isBlank() || values[0].length() > LONGEST
                ? null
                : values[0];
    }

    static boolean isKept(String name) {
        return KEPT.contains(name);
    }
}
