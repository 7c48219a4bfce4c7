package dev.parley.auth.page;

import dev.parley.api.Refused;
import org.springframework.security.core.AuthenticationException;

/** A no to somebody who wants to sign in, in the form that Spring Security hands on. */
final class SignInRefused extends AuthenticationException {

    private static final long serialVersionUID = 1L;

    private final Refused refused;

    SignInRefused(Refused refused) {
        super(refused.detail(), refused);
        this.refused = refused;
    }

    Refused refused() {
        return refused;
    }
}
