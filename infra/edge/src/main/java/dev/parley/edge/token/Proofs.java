package dev.parley.edge.token;

import dev.parley.edge.token.Presented.Proof;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.security.oauth2.jwt.DPoPProofContext;
import org.springframework.security.oauth2.jwt.DPoPProofJwtDecoderFactory;
import org.springframework.security.oauth2.jwt.DPoPProofReplayValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuedAtValidator;

/**
 * Checks proofs that whoever brings a token holds its key (RFC 9449, 4.3): signed by that key, for this token, method and address, just now, and never seen
 * here before. The address is ours by the settings, not by what the request calls us: a proof that was made for somebody else is not to be had by naming
 * them.
 */
final class Proofs {

    /** Around its {@code iat}. */
    private static final Duration GOOD_FOR = Duration.ofSeconds(30);

    /** In bytes this is some 20 MB; when so many are good at once, further ones are refused. */
    private static final int REMEMBERED = 100_000;

    private static final int REMEMBERED_OF_A_KEY = 20_000;
    private static final int LONGEST = 8 * 1024;

    private final String origin;
    private final DPoPProofJwtDecoderFactory decoders = new DPoPProofJwtDecoderFactory();

    Proofs(String publicUrl, Clock clock) {
        this.origin = origin(URI.create(publicUrl));
        DPoPProofReplayValidator.InMemoryCache seen = new DPoPProofReplayValidator.InMemoryCache();
        seen.setMaxSize(REMEMBERED);
        seen.setMaxRequestsPerKey(REMEMBERED_OF_A_KEY);
        DPoPProofReplayValidator once = new DPoPProofReplayValidator(seen);
        once.setClockSkew(GOOD_FOR);
        once.setClock(clock);
        JwtIssuedAtValidator justNow = new JwtIssuedAtValidator(true);
        justNow.setClockSkew(GOOD_FOR);
        justNow.setClock(clock);
        decoders.setJwtValidatorFactory(
                DPoPProofJwtDecoderFactory.createDefaultJwtValidatorFactory(List.of(justNow, once)));
    }

    /** @throws ProofRefused when it is not good, or the token is bound to no key */
    void check(Proof proof, Jwt token) {
        if (proof.jwt().isEmpty() || proof.jwt().length() > LONGEST) {
            throw new ProofRefused("The header DPoP has to be there once, with a proof of at most 8 KiB.", null);
        }
        try {
            DPoPProofContext asked = DPoPProofContext.withDPoPProof(proof.jwt())
                    .method(proof.method())
                    .targetUri(origin + proof.path())
                    .accessToken(token)
                    .build();
            decoders.createDecoder(asked).decode(proof.jwt());
        } catch (JwtException | IllegalArgumentException e) {
            throw new ProofRefused(
                    "The proof is not one for this token, method and address (" + origin
                            + "), made just now and used once.",
                    e);
        }
    }

    private static String origin(URI url) {
        return url.getScheme() + "://" + url.getRawAuthority();
    }
}
