package dev.parley.auth.key;

import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.nio.file.Path;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;

/** Keys to sign with, and to publish; and those to seal with, which never leave. */
@Configuration(proxyBeanMethods = false)
class KeyConfiguration {

    @Bean
    JWKSource<SecurityContext> signingKeys(KeySettings settings) {
        return new ImmutableJWKSet<>(new KeyFile(settings.keyFile()).keys());
    }

    @Bean
    JwtEncoder jwtEncoder(JWKSource<SecurityContext> signingKeys) {
        NimbusJwtEncoder encoder = new NimbusJwtEncoder(signingKeys);
        encoder.setJwkSelector(List::getFirst);
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
