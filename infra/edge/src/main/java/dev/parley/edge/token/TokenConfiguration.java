package dev.parley.edge.token;

import dev.parley.signature.FastSignatures;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import tools.jackson.databind.json.JsonMapper;

/** Access tokens and what revokes them. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TokenSettings.class)
public class TokenConfiguration {

    TokenConfiguration() {
        FastSignatures.install();
    }

    @Bean
    Revoked revokedTokens() {
        return new Revoked();
    }

    @Bean
    RevocationFollower revocationFollower(
            ObjectProvider<RevocationLog> log,
            @Value("${parley.kafka.bootstrap-servers}") String bootstrapServers,
            Revoked revoked,
            ObjectProvider<RevocationListener> listeners,
            JsonMapper json,
            TokenSettings settings,
            MeterRegistry meters) {
        return new RevocationFollower(
                log.getIfAvailable(() -> new KafkaRevocationLog(bootstrapServers)),
                revoked,
                listeners,
                json,
                settings,
                Clock.systemUTC(),
                meters);
    }

    @Bean
    AccessTokens accessTokens(RevocationFollower revocations, Revoked revoked, TokenSettings settings) {
        Clock clock = Clock.systemUTC();
        return new AccessTokens(new PublishedKeys(settings, clock), revocations, revoked, settings, clock);
    }

    @Bean
    PresentedTokens presentedTokens(ReactiveJwtDecoder tokens, TokenSettings settings) {
        return new PresentedTokens(tokens, new Proofs(settings.publicUrl(), Clock.systemUTC()));
    }

    @Bean
    TokenAuthentication tokenAuthentication(PresentedTokens presented) {
        return new TokenAuthentication(presented);
    }

    @Bean
    HealthIndicator revocationsHealthIndicator(RevocationFollower revocations) {
        return () -> {
            String trouble = revocations.trouble();
            return trouble == null
                    ? Health.up().build()
                    : Health.outOfService().withDetail("trouble", trouble).build();
        };
    }
}
