package dev.parley.auth.userinfo;

import dev.parley.api.people.UserId;
import dev.parley.api.session.Claims;
import dev.parley.auth.account.Account;
import dev.parley.auth.account.AccountState;
import dev.parley.auth.account.Accounts;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.core.oidc.OidcScopes;
import org.springframework.security.oauth2.core.oidc.OidcUserInfo;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.oidc.authentication.OidcUserInfoAuthenticationToken;
import org.springframework.security.oauth2.server.resource.authentication.AbstractOAuth2TokenAuthenticationToken;

/**
 * Answers at the userinfo endpoint from the account as it is now. Any access token with the scope "openid" will do whose session is
 * open, our own apps' too; the library knows only the last one of each session.
 */
final class UserInfo implements AuthenticationProvider {

    private final OAuth2AuthorizationService authorizations;
    private final Accounts accounts;

    UserInfo(OAuth2AuthorizationService authorizations, Accounts accounts) {
        this.authorizations = authorizations;
        this.accounts = accounts;
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        Authentication bearer = (Authentication) ((OidcUserInfoAuthenticationToken) authentication).getPrincipal();
        if (!(bearer instanceof AbstractOAuth2TokenAuthenticationToken<?> token)
                || !(token.getToken() instanceof Jwt jwt)
                || !isOpen(jwt.getClaimAsString(Claims.SESSION))) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_TOKEN);
        }
        List<String> scopes = jwt.getClaimAsStringList(OAuth2ParameterNames.SCOPE);
        if (scopes == null || !scopes.contains(OidcScopes.OPENID)) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INSUFFICIENT_SCOPE);
        }
        Account account = accountOf(jwt)
                .filter(found -> found.state() == AccountState.ACTIVE)
                .orElseThrow(() -> new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_TOKEN));
        return new OidcUserInfoAuthenticationToken(bearer, told(account, scopes));
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return OidcUserInfoAuthenticationToken.class.isAssignableFrom(authentication);
    }

    private boolean isOpen(@Nullable String session) {
        return session != null && authorizations.findById(session) != null;
    }

    private Optional<Account> accountOf(Jwt jwt) {
        String subject = jwt.getSubject();
        return subject == null ? Optional.empty() : accounts.byId(UserId.of(subject));
    }

    private static OidcUserInfo told(Account account, List<String> scopes) {
        OidcUserInfo.Builder info = OidcUserInfo.builder().subject(account.id().toString());
        if (scopes.contains(OidcScopes.PROFILE)) {
            info.name(account.profile().displayName()).preferredUsername(account.username());
            String avatar = account.profile().avatar();
            if (avatar != null && avatar.startsWith("https://")) {
                info.picture(avatar);
            }
            if (account.profile().locale() != null) {
                info.locale(account.profile().locale());
            }
        }
        if (scopes.contains(OidcScopes.EMAIL) && !account.email().isEmpty()) {
            info.email(account.email()).emailVerified(account.emailVerified());
        }
        return info.build();
    }
}
