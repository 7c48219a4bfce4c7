package dev.parley.auth.authorize;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.web.filter.OncePerRequestFilter;

/** Has people sign in, again if an application wishes so, before the authorization endpoint is reached; or tells it that it is needed. */
final class SignInGate extends OncePerRequestFilter {

    private static final String SIGN_IN_PAGE = "/id/sign-in";
    private static final String REGISTRATION_PAGE = "/id/register";

    private final PendingRequests pending;
    private final AuthorizationAnswers answers;
    private final RequestCache wantedPage;
    private final String endpoint;
    private final Clock clock;

    SignInGate(
            PendingRequests pending,
            AuthorizationAnswers answers,
            RequestCache wantedPage,
            AuthorizationServerSettings settings,
            Clock clock) {
        this.pending = pending;
        this.answers = answers;
        this.wantedPage = wantedPage;
        this.endpoint = settings.getAuthorizationEndpoint();
        this.clock = clock;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().equals(endpoint);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            OAuth2AuthorizationCodeRequestAuthenticationToken asked = pending.of(request);
            if (asked == null || goesOn(asked, request, response)) {
                chain.doFilter(request, response);
            }
        } catch (OAuth2AuthenticationException refused) {
            answers.refusal(request, response, refused);
        }
    }

    private boolean goesOn(
            OAuth2AuthorizationCodeRequestAuthenticationToken asked,
            HttpServletRequest request,
            HttpServletResponse response) {
        BrowserPerson person = BrowserPerson.of(
                        SecurityContextHolder.getContext().getAuthentication())
                .orElse(null);
        Map<String, Object> parameters = asked.getAdditionalParameters();
        Wishes wishes = Wishes.of(parameters, pending.hintOf(asked));
        boolean freshly = AskedToSignIn.andDid(request, person);
        switch (SignInPolicy.next(wishes, person, freshly, clock.instant())) {
            case GO_ON -> {
                return true;
            }
            case SIGN_IN -> show(SIGN_IN_PAGE, parameters, person, request, response);
            case REGISTER -> show(REGISTRATION_PAGE, parameters, person, request, response);
            case LOGIN_REQUIRED ->
                throw Refusal.toApplication(Refusal.LOGIN_REQUIRED, "The person has to sign in.", asked);
            case INTERACTION_REQUIRED ->
                throw Refusal.toApplication(
                        Refusal.INTERACTION_REQUIRED, "The person has to show more of who they are.", asked);
        }
        return false;
    }

    private void show(
            String page,
            Map<String, Object> parameters,
            @Nullable BrowserPerson person,
            HttpServletRequest request,
            HttpServletResponse response) {
        if (!HttpMethod.GET.matches(request.getMethod())) {
            // A form cannot be come back to.
            redirect(response, endpoint + "?" + query(request));
            return;
        }
        AskedToSignIn.remember(request, person);
        wantedPage.saveRequest(request, response);
        redirect(response, page + hints(parameters));
    }

    private static String hints(Map<String, Object> parameters) {
        String hints = Stream.of(RequestParameters.LOGIN_HINT, RequestParameters.UI_LOCALES)
                .flatMap(name -> Optional.ofNullable(parameters.get(name))
                        .map(value -> name + "=" + RedirectAnswer.encoded(value.toString()))
                        .stream())
                .collect(Collectors.joining("&"));
        return hints.isEmpty() ? "" : "?" + hints;
    }

    private static String query(HttpServletRequest request) {
        return request.getParameterMap().entrySet().stream()
                .map(parameter -> RedirectAnswer.encoded(parameter.getKey()) + "="
                        + RedirectAnswer.encoded(parameter.getValue()[0]))
                .collect(Collectors.joining("&"));
    }

    private static void redirect(HttpServletResponse response, String to) {
        response.setStatus(HttpStatus.SEE_OTHER.value());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader(HttpHeaders.LOCATION, to);
    }
}
