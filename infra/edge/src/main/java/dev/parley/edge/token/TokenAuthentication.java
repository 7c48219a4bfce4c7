package dev.parley.edge.token;

import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationConverter;
import org.springframework.security.web.server.authentication.ServerAuthenticationConverter;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** How a request becomes somebody's: by the token that comes with it. */
public final class TokenAuthentication implements ServerAuthenticationConverter, ReactiveAuthenticationManager {

    private final PresentedTokens tokens;
    private final Converter<Jwt, AbstractAuthenticationToken> verified = new JwtAuthenticationConverter();

    TokenAuthentication(PresentedTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public Mono<Authentication> convert(ServerWebExchange exchange) {
        return Mono.justOrEmpty(Presented.in(exchange.getRequest())).map(Unverified::new);
    }

    @Override
    public Mono<Authentication> authenticate(Authentication authentication) {
        return authentication instanceof Unverified unverified
                ? Mono.defer(() -> tokens.verify(unverified.presented))
                        .<Authentication>mapNotNull(verified::convert)
                        .onErrorMap(TokenAuthentication::refusal)
                : Mono.empty();
    }

    private static AuthenticationException refusal(Throwable failure) {
        return switch (failure) {
            case AuthenticationException known -> known;
            case BadJwtException bad -> new InvalidBearerTokenException("The token is not good.", bad);
            // The decoder says so of what has no shape of a token at all.
            case IllegalArgumentException shapeless ->
                new InvalidBearerTokenException("The token is not good.", shapeless);
            default -> new AuthenticationServiceException("Nobody can tell whether the token is good.", failure);
        };
    }

    /** What a request says of itself. */
    private static final class Unverified extends AbstractAuthenticationToken {

        private static final long serialVersionUID = 1L;

        private final transient Presented presented;

        Unverified(Presented presented) {
            super(AuthorityUtils.NO_AUTHORITIES);
            this.presented = presented;
        }

        @Override
        public @Nullable Object getCredentials() {
            return null;
        }

        @Override
        public Object getPrincipal() {
            return presented;
        }
    }
}
