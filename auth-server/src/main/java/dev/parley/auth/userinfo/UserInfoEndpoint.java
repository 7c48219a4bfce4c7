package dev.parley.auth.userinfo;

import dev.parley.auth.account.Accounts;
import dev.parley.auth.oauth.ServerPart;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.stereotype.Component;

/** {@code /userinfo}, by our rules. */
@Component
final class UserInfoEndpoint implements ServerPart {

    private final UserInfo userInfo;

    UserInfoEndpoint(OAuth2AuthorizationService authorizations, Accounts accounts) {
        this.userInfo = new UserInfo(authorizations, accounts);
    }

    @Override
    public void configure(OAuth2AuthorizationServerConfigurer server, HttpSecurity http) {
        server.oidc(oidc -> oidc.userInfoEndpoint(endpoint -> endpoint.authenticationProviders(providers -> {
            providers.clear();
            providers.add(userInfo);
        })));
    }
}
