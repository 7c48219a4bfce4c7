package dev.parley.auth.page;

import dev.parley.api.CommandRefused;
import dev.parley.api.Reason;
import dev.parley.api.Refused;
import dev.parley.api.people.UserId;
import dev.parley.auth.account.Credentials;
import dev.parley.auth.factor.SecondFactors;
import dev.parley.auth.input.Secret;
import dev.parley.auth.web.Trace;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.web.authentication.AbstractAuthenticationProcessingFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/** Takes the second half of a sign-in: a code of the authenticator app, or a recovery code. */
final class CodeSignIn extends AbstractAuthenticationProcessingFilter {

    static final String PAGE = "/id/sign-in/code";

    /** The name of this factor among somebody's authorities. */
    private static final String CODE_AUTHORITY = "FACTOR_CODE";

    private final SecondFactors factors;
    private final Credentials credentials;
    private final Clock clock;

    CodeSignIn(SecondFactors factors, Credentials credentials, Clock clock) {
        super(PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.POST, PAGE), _ -> {
            throw new IllegalStateException("The filter itself looks at codes.");
        });
        this.factors = factors;
        this.credentials = credentials;
        this.clock = clock;
    }

    /** @throws SignInRefused with the reason */
    @Override
    public Authentication attemptAuthentication(HttpServletRequest request, HttpServletResponse response) {
        Instant now = clock.instant();
        try {
            HalfSignedIn half = HalfSignedIn.at(request, now).orElseThrow(CodeSignIn::passwordFirst);
            UserId user = UserId.of(half.user());
            factors.check(user, new Secret(Typed.orEmpty(request.getParameter("code"))));
            HalfSignedIn.forget(request);
            credentials.welcome(user, Trace.ofThisRequest());
            UsernamePasswordAuthenticationToken signedIn = UsernamePasswordAuthenticationToken.authenticated(
                    half.user(),
                    null,
                    List.of(factor(FactorGrantedAuthority.PASSWORD_AUTHORITY, half.at()), factor(CODE_AUTHORITY, now)));
            signedIn.setDetails(authenticationDetailsSource.buildDetails(request));
            return signedIn;
        } catch (Refused refused) {
            throw new SignInRefused(refused);
        }
    }

    private static CommandRefused passwordFirst() {
        return new CommandRefused(
                Reason.NOT_AUTHENTICATED, "The password comes first, and the code within five minutes.");
    }

    private static FactorGrantedAuthority factor(String name, Instant at) {
        return FactorGrantedAuthority.withAuthority(name).issuedAt(at).build();
    }
}
