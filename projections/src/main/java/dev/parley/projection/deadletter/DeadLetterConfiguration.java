package dev.parley.projection.deadletter;

import com.mongodb.client.MongoDatabase;
import dev.parley.projection.runtime.Projections;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What shows dead letters; wants the projections and the view store of the application. */
@Configuration(proxyBeanMethods = false)
@Import(DeadLettersEndpoint.class)
public class DeadLetterConfiguration {

    @Bean
    Settled settledDeadLetters(MongoDatabase projectionsViewStore) {
        return new Settled(projectionsViewStore);
    }

    @Bean
    DeadLetterOffice deadLetterOffice(Projections projections, Settled settledDeadLetters) {
        return new DeadLetterOffice(projections, settledDeadLetters, Clock.systemUTC());
    }
}
