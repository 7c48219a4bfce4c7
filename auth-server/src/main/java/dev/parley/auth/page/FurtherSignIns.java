package dev.parley.auth.page;

import dev.parley.auth.account.Credentials;
import dev.parley.auth.factor.Passkeys;
import dev.parley.auth.factor.SecondFactors;
import java.time.Clock;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.authentication.AbstractAuthenticationProcessingFilter;
import org.springframework.security.web.authentication.ForwardAuthenticationFailureHandler;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.authentication.session.SessionAuthenticationStrategy;
import org.springframework.security.web.context.DelegatingSecurityContextRepository;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;

/** Ways to sign a browser in besides the form with the password, with all that goes with that form: new session, new tokens, onward. */
final class FurtherSignIns extends AbstractHttpConfigurer<FurtherSignIns, HttpSecurity> {

    private final Onward onward;
    private final SecondFactors factors;
    private final Passkeys passkeys;
    private final Credentials credentials;
    private final Clock clock;

    FurtherSignIns(Onward onward, SecondFactors factors, Passkeys passkeys, Credentials credentials, Clock clock) {
        this.onward = onward;
        this.factors = factors;
        this.passkeys = passkeys;
        this.credentials = credentials;
        this.clock = clock;
    }

    @Override
    public void configure(HttpSecurity http) {
        CodeSignIn code = new CodeSignIn(factors, credentials, clock);
        code.setAuthenticationSuccessHandler(onward);
        code.setAuthenticationFailureHandler(new ForwardAuthenticationFailureHandler(CodePages.REFUSED));
        http.addFilterAfter(likeTheForm(code, http), UsernamePasswordAuthenticationFilter.class);
        PasskeySignIn passkey = new PasskeySignIn(passkeys, credentials, clock);
        passkey.setAuthenticationSuccessHandler(onward);
        passkey.setAuthenticationFailureHandler(new ForwardAuthenticationFailureHandler(SignInPages.REFUSED));
        http.addFilterAfter(likeTheForm(passkey, http), UsernamePasswordAuthenticationFilter.class);
    }

    private static <T extends AbstractAuthenticationProcessingFilter> T likeTheForm(T filter, HttpSecurity http) {
        filter.setSessionAuthenticationStrategy(http.getSharedObject(SessionAuthenticationStrategy.class));
        filter.setSecurityContextRepository(new DelegatingSecurityContextRepository(
                new RequestAttributeSecurityContextRepository(), new HttpSessionSecurityContextRepository()));
        return filter;
    }
}
