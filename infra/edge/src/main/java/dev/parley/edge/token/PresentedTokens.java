package dev.parley.edge.token;

import dev.parley.api.session.Claims;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import reactor.core.publisher.Mono;

/**
 * Takes access tokens from those who bring them: one that is bound to a key with a proof alone, because without one it would be as good for a thief as any
 * other. Every door asks here.
 */
public final class PresentedTokens {

    private final ReactiveJwtDecoder tokens;
    private final Proofs proofs;

    PresentedTokens(ReactiveJwtDecoder tokens, Proofs proofs) {
        this.tokens = tokens;
        this.proofs = proofs;
    }

    /**
     * The token, when it is good and its bringer may use it; else an error.
     *
     * @see ProofRefused
     */
    public Mono<Jwt> verify(Presented presented) {
        return tokens.decode(presented.token()).doOnNext(token -> require(presented, token));
    }

    private void require(Presented presented, Jwt token) {
        if (presented.proof() != null) {
            proofs.check(presented.proof(), token);
        } else if (token.hasClaim(Claims.CONFIRMATION)) {
            throw ProofRefused.missing();
        }
    }
}
