package dev.parley.projection.deadletter;

import dev.parley.projection.runtime.KafkaClients;
import dev.parley.projection.runtime.Projections;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What shows dead letters; wants the projections of the application. */
@Configuration(proxyBeanMethods = false)
@Import(DeadLettersEndpoint.class)
public class DeadLetterConfiguration {

    @Bean
    Settled settledDeadLetters(@Value("${parley.kafka.bootstrap-servers}") String bootstrapServers) {
        return new Settled(KafkaClients.at(bootstrapServers));
    }

    @Bean
    DeadLetterOffice deadLetterOffice(Projections projections, Settled settledDeadLetters) {
        return new DeadLetterOffice(projections, settledDeadLetters, Clock.systemUTC());
    }
}
