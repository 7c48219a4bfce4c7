package dev.parley.auth.oauth;

import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;

/** One thing that the standard endpoints do, configured where its rules are. Every bean of this type is asked once, at the start. */
@FunctionalInterface
public interface ServerPart {

    void configure(OAuth2AuthorizationServerConfigurer server, HttpSecurity http);
}
