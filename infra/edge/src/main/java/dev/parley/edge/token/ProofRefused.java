package dev.parley.edge.token;

import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;

/** A token is bound to a key, and was brought without a good proof that its bringer holds it; or the other way round. */
public final class ProofRefused extends OAuth2AuthenticationException {

    private static final long serialVersionUID = 1L;

    /** What a proof may be signed by. */
    private static final String ALGORITHMS = "ES256 ES384 ES512 PS256 PS384 PS512 RS256 RS384 RS512";

    /** @param words without a quotation mark, for they go into a header */
    ProofRefused(String words, @Nullable Throwable cause) {
        super(new OAuth2Error(OAuth2ErrorCodes.INVALID_DPOP_PROOF, words, null), words, cause);
    }

    private ProofRefused(OAuth2Error error) {
        super(error);
    }

    /** A bound token came as if it were anybody's (RFC 9449, 7.1). */
    static ProofRefused missing() {
        return new ProofRefused(new OAuth2Error(
                OAuth2ErrorCodes.INVALID_TOKEN,
                "The token is bound to a key: send it by the scheme DPoP, with a proof.",
                null));
    }

    /** For the header {@code WWW-Authenticate}. */
    public String challenge() {
        return "DPoP error=\"" + getError().getErrorCode() + "\", error_description=\""
                + getError().getDescription() + "\", algs=\"" + ALGORITHMS + "\"";
    }
}
