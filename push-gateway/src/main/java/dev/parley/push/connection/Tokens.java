package dev.parley.push.connection;

import dev.parley.api.CommandRefused;
import dev.parley.api.InvalidInput;
import dev.parley.api.QueryRefused;
import dev.parley.api.Reason;
import dev.parley.api.permission.Permission;
import dev.parley.edge.Caller;
import dev.parley.edge.Trace;
import dev.parley.edge.token.IssuedTo;
import dev.parley.edge.token.Presented;
import dev.parley.edge.token.PresentedTokens;
import dev.parley.edge.token.ProofRefused;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Verifies access tokens. A no comes as {@code NOT_AUTHENTICATED}, {@code FORBIDDEN} or, when nobody can tell just now, {@code UNAVAILABLE}. */
@Component
final class Tokens {

    private static final Logger log = LoggerFactory.getLogger(Tokens.class);

    /** The decoder fetches the issuer's keys when it has none. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final PresentedTokens tokens;
    private final Duration clockSkew;

    Tokens(PresentedTokens tokens, @Value("${parley.auth.clock-skew}") Duration clockSkew) {
        this.tokens = tokens;
        this.clockSkew = clockSkew;
    }

    Mono<Access> verify(Presented token) {
        return Mono.defer(() -> tokens.verify(token))
                .timeout(PATIENCE)
                .map(this::access)
                .onErrorMap(Tokens::refusal);
    }

    /**
     * What it allows.
     *
     * @throws CommandRefused FORBIDDEN
     */
    Access access(Jwt token) {
        Caller caller = Caller.of(token, Trace.next());
        Instant expires = token.getExpiresAt();
        if (expires == null) {
            throw new InvalidInput("exp", "A token without an end is not one of ours.");
        }
        return new Access(
                caller,
                caller.person(Permission.RECEIVE_EVENTS),
                IssuedTo.of(token),
                token.getTokenValue(),
                expires.plus(clockSkew));
    }

    private static Throwable refusal(Throwable failure) {
        return switch (failure) {
            case CommandRefused forbidden -> forbidden;
            case ProofRefused bound ->
                new CommandRefused(
                        Reason.NOT_AUTHENTICATED,
                        String.valueOf(bound.getError().getDescription()));
            case BadJwtException bad -> notAuthenticated();
            case InvalidInput notOurs -> notAuthenticated();
            // The decoder says so of what has no shape of a token at all.
            case IllegalArgumentException shapeless -> notAuthenticated();
            default -> {
                log.warn("Tokens cannot be verified", failure);
                yield new QueryRefused(Reason.UNAVAILABLE, "Tokens cannot be verified just now; try again.");
            }
        };
    }

    private static CommandRefused notAuthenticated() {
        return new CommandRefused(Reason.NOT_AUTHENTICATED, "The token is expired or not one of ours.");
    }
}
