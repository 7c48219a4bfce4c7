package dev.parley.auth.page;

import dev.parley.api.Refused;
import dev.parley.auth.account.Account;
import dev.parley.auth.account.Credentials;
import dev.parley.auth.factor.SecondFactors;
import dev.parley.auth.password.Password;
import dev.parley.auth.web.Trace;
import java.time.Clock;
import java.util.List;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.FactorGrantedAuthority;

/** The sign-in form's question, asked of the one place that knows passwords. Who is signed in is called by their user id. */
final class PasswordSignIn implements AuthenticationProvider {

    private final Credentials credentials;
    private final SecondFactors factors;
    private final Clock clock;

    PasswordSignIn(Credentials credentials, SecondFactors factors, Clock clock) {
        this.credentials = credentials;
        this.factors = factors;
        this.clock = clock;
    }

    /** @throws SignInRefused with the reason */
    @Override
    public Authentication authenticate(Authentication typed) {
        Account account = verified(typed);
        if (factors.isRequiredOf(account.id())) {
            throw new CodeOwed(account.id());
        }
        UsernamePasswordAuthenticationToken signedIn = UsernamePasswordAuthenticationToken.authenticated(
                account.id().toString(),
                null,
                List.of(FactorGrantedAuthority.withAuthority(FactorGrantedAuthority.PASSWORD_AUTHORITY)
                        .issuedAt(clock.instant())
                        .build()));
        signedIn.setDetails(typed.getDetails());
        return signedIn;
    }

    private Account verified(Authentication typed) {
        try {
            return credentials.verify(
                    typed.getName(), new Password(String.valueOf(typed.getCredentials())), Trace.ofThisRequest());
        } catch (Refused refused) {
            throw new SignInRefused(refused);
        }
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
