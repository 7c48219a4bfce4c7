package dev.parley.auth.key;

import dev.parley.signature.FastSignatures;
import java.nio.file.Path;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;

/** Keys to sign with, and to publish; and those to seal with, which never leave. */
@Configuration(proxyBeanMethods = false)
class KeyConfiguration {

    KeyConfiguration() {
        FastSignatures.install();
    }

    @Bean
    JwtEncoder jwtEncoder(SigningKeys signingKeys) {
        NimbusJwtEncoder encoder = new NimbusJwtEncoder(signingKeys);
        encoder.setJwkSelector(signingKeys::signing);
        return encoder;
    }

    @Bean
    Sealing sealing(KeySettings signing, SealingSettings settings) {
        Path file = settings.sealingKeyFile();
        return new Sealing(
                new SealingKeyFile(file == null ? signing.keyFile().resolveSibling(SealingSettings.NAME) : file)
                        .keys());
    }
}
