package dev.parley.command.relay;

import dev.parley.eventstore.EventStorage;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.axonframework.serialization.Serializer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The relay and its health. */
@Configuration(proxyBeanMethods = false)
public class RelayConfiguration {

    @Bean
    Relay relay(
            @Value("${parley.kafka.bootstrap-servers}") String bootstrapServers,
            EventStorage storage,
            Serializer serializer,
            Clock clock,
            MeterRegistry meters) {
        return Relay.between(storage, bootstrapServers, serializer, clock, meters);
    }

    @Bean
    HealthIndicator relayHealthIndicator(Relay relay) {
        return () -> {
            String trouble = relay.trouble();
            Health.Builder health =
                    trouble == null ? Health.up() : Health.down().withDetail("trouble", trouble);
            return health.withDetail("lagEvents", relay.lag()).build();
        };
    }
}
