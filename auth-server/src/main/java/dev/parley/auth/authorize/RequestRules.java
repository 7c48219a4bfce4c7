package dev.parley.auth.authorize;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;

/** What an authorization request must be beyond what the library asks for, whether it comes by the browser or was pushed. */
final class RequestRules implements Consumer<OAuth2AuthorizationCodeRequestAuthenticationContext> {

    /** OpenID Connect Core, 3.1.2.6: what is said of parameters that exist and that we do not do. */
    private static final Map<String, String> NOT_DONE = Map.of(
            RequestParameters.REQUEST, "request_not_supported",
            RequestParameters.REGISTRATION, "registration_not_supported");

    private static final String LONG_TERM = "\\d{1,10}";

    /** RFC 7636, 4.2: SHA-256 in base64url. */
    private static final String CHALLENGE = "[A-Za-z0-9_-]{43}";

    @Override
    public void accept(OAuth2AuthorizationCodeRequestAuthenticationContext context) {
        OAuth2AuthorizationCodeRequestAuthenticationToken request = context.getAuthentication();
        Map<String, Object> parameters = request.getAdditionalParameters();
        NOT_DONE.forEach((name, code) -> {
            if (parameters.containsKey(name)) {
                throw Refusal.toApplication(code, "The parameter " + name + " is not supported.", request);
            }
        });
        require(
                AnswerMode.isKnown(parameters.get(RequestParameters.RESPONSE_MODE)),
                "The response modes are query and form_post.",
                request);
        require(
                !(parameters.get(Wishes.MAX_AGE) instanceof String age) || age.isEmpty() || age.matches(LONG_TERM),
                "The parameter max_age is a number of seconds.",
                request);
        List<String> prompts = Wishes.words(parameters.get(Wishes.PROMPT));
        require(
                !prompts.contains(Prompt.NONE.wireName()) || Set.copyOf(prompts).size() == 1,
                "The prompt none stands alone.",
                request);
        require(
                prompts.stream().allMatch(word -> Prompt.of(word).isPresent()),
                "The prompts are none, login, consent, select_account and create.",
                request);
        require(
                !(parameters.get(PkceParameterNames.CODE_CHALLENGE) instanceof String challenge)
                        || challenge.matches(CHALLENGE),
                "The code_challenge is the SHA-256 of the verifier in base64url, 43 characters.",
                request);
    }

    private static void require(boolean met, String words, OAuth2AuthorizationCodeRequestAuthenticationToken request) {
        if (!met) {
            throw Refusal.toApplication(OAuth2ErrorCodes.INVALID_REQUEST, words, request);
        }
    }
}
