package dev.parley.auth.session;

import dev.parley.api.session.Revocation;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** Where revocations go. */
@Configuration(proxyBeanMethods = false)
class RevocationConfiguration {

    private static final Logger log = LoggerFactory.getLogger(RevocationConfiguration.class);

    /** @param address of Kafka, as a setting; whoever starts Kafka beside us gives {@link Brokers} instead */
    @Bean
    @ConditionalOnMissingBean
    RevocationTopic revocationTopic(
            ObjectProvider<Brokers> brokers,
            @Value("${parley.kafka.bootstrap-servers:}") String address,
            JsonMapper json) {
        Brokers known = brokers.getIfAvailable();
        if (known != null) {
            return new KafkaRevocationTopic(known.address(), json);
        }
        if (!address.isBlank()) {
            return new KafkaRevocationTopic(CompletableFuture.completedFuture(address), json);
        }
        log.warn("Without parley.kafka.bootstrap-servers nobody else hears of sign-outs and suspensions: this server"
                + " refuses what has ended at once, others take its access tokens until they expire.");
        return new Nowhere();
    }

    private static final class Nowhere implements RevocationTopic {

        @Override
        public boolean isThere() {
            return true;
        }

        @Override
        public void publish(List<Revocation> revocations) {}
    }
}
