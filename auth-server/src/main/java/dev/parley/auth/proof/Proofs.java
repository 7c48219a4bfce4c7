package dev.parley.auth.proof;

import java.util.List;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.resource.OAuth2ResourceServerConfigurer;
import org.springframework.security.oauth2.jwt.DPoPProofJwtDecoderFactory;
import org.springframework.security.oauth2.jwt.DPoPProofReplayValidator;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.DPoPAuthenticationProvider;
import org.springframework.stereotype.Component;

/** Has proofs checked by the library, and remembered by all servers together. */
@Component
public final class Proofs {

    private final DPoPProofReplayValidator once;

    Proofs(SpentProofs spent) {
        this.once = new DPoPProofReplayValidator(spent);
    }

    /** Lets tokens that are bound to a key in where these rules are, with a proof. */
    public void areTakenBy(OAuth2ResourceServerConfigurer<HttpSecurity> server) {
        DPoPProofJwtDecoderFactory proofs = new DPoPProofJwtDecoderFactory();
        proofs.setJwtValidatorFactory(DPoPProofJwtDecoderFactory.createDefaultJwtValidatorFactory(List.of(once)));
        server.dPoP(Customizer.withDefaults());
        server.withObjectPostProcessor(new ObjectPostProcessor<DPoPAuthenticationProvider>() {
            @Override
            public <O extends DPoPAuthenticationProvider> O postProcess(O provider) {
                provider.setDPoPProofVerifierFactory(proofs);
                return provider;
            }
        });
    }

    /** Whether this proof, which is good otherwise, has not been used before. It has been, from now on. */
    public boolean spend(Jwt proof) {
        return !once.validate(proof).hasErrors();
    }
}
