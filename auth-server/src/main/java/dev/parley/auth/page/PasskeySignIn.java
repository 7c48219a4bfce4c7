package dev.parley.auth.page;

import dev.parley.api.InvalidInput;
import dev.parley.api.Refused;
import dev.parley.auth.account.Credentials;
import dev.parley.auth.factor.Passkeys;
import dev.parley.auth.factor.Passkeys.KeyHolder;
import dev.parley.auth.oauth.SignedInBy;
import dev.parley.auth.web.Trace;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.List;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.web.authentication.AbstractAuthenticationProcessingFilter;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.webauthn.api.PublicKeyCredentialRequestOptions;

/** Signs in who shows a passkey. No code is asked for after that: a passkey is two factors already. */
final class PasskeySignIn extends AbstractAuthenticationProcessingFilter {

    static final String ADDRESS = "/id/sign-in/passkey";

    private final Passkeys passkeys;
    private final Credentials credentials;
    private final Clock clock;

    PasskeySignIn(Passkeys passkeys, Credentials credentials, Clock clock) {
        super(PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.POST, ADDRESS), _ -> {
            throw new IllegalStateException("The filter itself looks at passkeys.");
        });
        this.passkeys = passkeys;
        this.credentials = credentials;
        this.clock = clock;
    }

    /** @throws SignInRefused with the reason */
    @Override
    public Authentication attemptAuthentication(HttpServletRequest request, HttpServletResponse response) {
        try {
            PublicKeyCredentialRequestOptions asked = PasskeyQuestion.take(request)
                    .orElseThrow(() -> new InvalidInput("passkey", "Nobody was asked for a passkey here."));
            KeyHolder holder = passkeys.signIn(asked, Typed.orEmpty(request.getParameter("credential")));
            credentials.welcome(holder.user(), Trace.ofThisRequest());
            HalfSignedIn.forget(request);
            UsernamePasswordAuthenticationToken signedIn = UsernamePasswordAuthenticationToken.authenticated(
                    holder.user().toString(), null, List.of(factor(holder)));
            signedIn.setDetails(authenticationDetailsSource.buildDetails(request));
            return signedIn;
        } catch (Refused refused) {
            throw new SignInRefused(refused);
        }
    }

    private FactorGrantedAuthority factor(KeyHolder holder) {
        return FactorGrantedAuthority.withAuthority(
                        holder.synced() ? SignedInBy.SYNCED_KEY_AUTHORITY : FactorGrantedAuthority.WEBAUTHN_AUTHORITY)
                .issuedAt(clock.instant())
                .build();
    }
}
