package dev.parley.projection.rebuild;

import com.mongodb.client.MongoDatabase;
import dev.parley.projection.runtime.Projections;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What makes views anew; wants the projections and the view store of the application. */
@Configuration(proxyBeanMethods = false)
@Import({RebuildsEndpoint.class, ProjectionsEndpoint.class})
public class RebuildConfiguration {

    @Bean
    Audit viewAudit(Projections projections, MeterRegistry meters) {
        return new Audit(projections, meters);
    }

    /** Until {@code parley.rebuild.keep-old} is over, a rebuild can be rolled back; every event is written twice as long. */
    @Bean
    Rebuilds rebuilds(
            Projections projections,
            MongoDatabase projectionsViewStore,
            @Value("${parley.rebuild.keep-old:PT1H}") Duration keepOld) {
        return new Rebuilds(projections, projectionsViewStore, keepOld, Clock.systemUTC());
    }
}
