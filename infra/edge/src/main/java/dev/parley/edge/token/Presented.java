package dev.parley.edge.token;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * An access token as it was brought, with the proof that whoever brings it holds its key (RFC 9449), if there was one.
 *
 * @param proof null when the token was brought as one that is for whoever has it
 */
public record Presented(String token, @Nullable Proof proof) {

    /** The scheme of tokens that are bound to a key, and the name of the header that has the proof. */
    static final String DPOP = "DPoP";

    private static final String BEARER = "Bearer";

    /**
     * A proof, and the request that it has to be made for.
     *
     * @param path with its leading slash, as it was sent
     */
    record Proof(String jwt, String method, String path) {

        @Override
        public String toString() {
            return method + " " + path; // good once, but good
        }
    }

    /** One that needs no proof, or is refused. */
    public static Presented plain(String token) {
        return new Presented(token, null);
    }

    /** What is in the header {@code Authorization}; null when there is no token, or more than one. */
    public static @Nullable Presented in(ServerHttpRequest request) {
        List<String> authorization = request.getHeaders().getOrEmpty(HttpHeaders.AUTHORIZATION);
        if (authorization.size() != 1) {
            return null;
        }
        String bearer = after(BEARER, authorization.getFirst());
        if (bearer != null) {
            return plain(bearer);
        }
        String bound = after(DPOP, authorization.getFirst());
        return bound == null ? null : new Presented(bound, proofIn(request));
    }

    /** One that proves nothing where there is none, or several. */
    private static Proof proofIn(ServerHttpRequest request) {
        List<String> proofs = request.getHeaders().getOrEmpty(DPOP);
        return new Proof(
                proofs.size() == 1 ? proofs.getFirst() : "",
                request.getMethod().name(),
                request.getURI().getRawPath());
    }

    private static @Nullable String after(String scheme, String authorization) {
        return authorization.length() > scheme.length()
                        && authorization.charAt(scheme.length()) == ' '
                        && authorization.regionMatches(true, 0, scheme, 0, scheme.length())
                ? authorization.substring(scheme.length()).strip()
                : null;
    }

    @Override
    public String toString() {
        return proof == null ? BEARER : DPOP + " for " + proof;
    }
}
