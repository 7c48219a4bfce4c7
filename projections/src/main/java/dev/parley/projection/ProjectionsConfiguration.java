package dev.parley.projection;

import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.json.jackson.Jackson3JsonpMapper;
import com.mongodb.ConnectionString;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import dev.parley.edge.EdgeConfiguration;
import dev.parley.projection.contact.ContactProjections;
import dev.parley.projection.conversation.ConversationProjections;
import dev.parley.projection.deadletter.DeadLetterConfiguration;
import dev.parley.projection.deadletter.Settled;
import dev.parley.projection.note.NoteProjections;
import dev.parley.projection.people.PeopleProjections;
import dev.parley.projection.position.PositionProjections;
import dev.parley.projection.rebuild.RebuildConfiguration;
import dev.parley.projection.runtime.KafkaClients;
import dev.parley.projection.runtime.Projections;
import dev.parley.projection.runtime.ProjectionsHealth;
import dev.parley.projection.runtime.Shelf;
import dev.parley.projection.runtime.StoredJson;
import dev.parley.projection.schedule.ScheduleProjections;
import dev.parley.projection.search.SearchProjections;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Everything that the projections service is made of; wants a {@link MongoClient} and a {@link MeterRegistry} of the application. */
@Configuration(proxyBeanMethods = false)
@Import({EdgeConfiguration.class, DeadLetterConfiguration.class, RebuildConfiguration.class})
public class ProjectionsConfiguration {

    @Bean(destroyMethod = "close")
    ElasticsearchClient projectionsElasticsearch(@Value("${parley.elasticsearch.url}") String url) {
        return ElasticsearchClient.of(
                client -> client.host(url).jsonMapper(new Jackson3JsonpMapper(StoredJson.MAPPER)));
    }

    @Bean
    MongoDatabase projectionsViewStore(MongoClient mongo, @Value("${parley.mongo.uri}") String mongoUri) {
        return mongo.getDatabase(Objects.requireNonNull(
                new ConnectionString(mongoUri).getDatabase(), "parley.mongo.uri names no database"));
    }

    @Bean
    Projections projections(
            MongoDatabase projectionsViewStore,
            @Value("${parley.kafka.bootstrap-servers}") String bootstrapServers,
            ElasticsearchClient projectionsElasticsearch,
            Settled settledDeadLetters,
            MeterRegistry meters) {
        List<Shelf> all = new ArrayList<>(ConversationProjections.in(projectionsViewStore));
        all.add(PositionProjections.in(projectionsViewStore));
        all.add(NoteProjections.in(projectionsViewStore));
        all.add(PeopleProjections.in(projectionsViewStore));
        all.add(ScheduleProjections.in(projectionsViewStore));
        all.add(ContactProjections.in(projectionsViewStore));
        all.addAll(SearchProjections.in(projectionsElasticsearch));
        return new Projections(all, KafkaClients.at(bootstrapServers), settledDeadLetters, meters, Clock.systemUTC());
    }

    @Bean
    ProjectionsHealth projectionsHealthIndicator(Projections projections) {
        return new ProjectionsHealth(projections);
    }
}
