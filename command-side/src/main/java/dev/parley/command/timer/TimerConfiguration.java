package dev.parley.command.timer;

import dev.parley.command.people.PeopleDirectory;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who keeps the time, and their health. */
@Configuration(proxyBeanMethods = false)
public class TimerConfiguration {

    @Bean
    Timekeeper timekeeper(
            @Value("${parley.kafka.bootstrap-servers}") String bootstrapServers,
            CommandGateway commands,
            PeopleDirectory people,
            Clock clock,
            MeterRegistry meters) {
        return Timekeeper.of(bootstrapServers, commands, people, clock, meters);
    }

    @Bean
    HealthIndicator timekeeperHealthIndicator(Timekeeper timekeeper) {
        return () -> {
            String trouble = timekeeper.trouble();
            return trouble == null
                    ? Health.up().build()
                    : Health.down().withDetail("trouble", trouble).build();
        };
    }
}
