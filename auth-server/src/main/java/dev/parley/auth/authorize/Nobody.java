package dev.parley.auth.authorize;

import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;

/** Stands for whoever is not signed in, where the library wants somebody. */
final class Nobody {

    static final Authentication AUTHENTICATION =
            new AnonymousAuthenticationToken("nobody", "nobody", AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS"));

    private Nobody() {}
}
