package dev.parley.query;

import co.elastic.clients.elasticsearch.ElasticsearchAsyncClient;
import co.elastic.clients.json.jackson.Jackson3JsonpMapper;
import co.elastic.clients.transport.rest5_client.Rest5ClientTransport;
import co.elastic.clients.transport.rest5_client.low_level.Rest5Client;
import com.mongodb.ConnectionString;
import com.mongodb.reactivestreams.client.MongoClient;
import dev.parley.edge.EdgeConfiguration;
import dev.parley.query.replay.ReplaySettings;
import dev.parley.query.search.Cluster;
import dev.parley.query.view.Freshness;
import dev.parley.query.view.KafkaTopicEnds;
import dev.parley.query.view.TopicEnds;
import dev.parley.query.view.ViewReader;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FullyQualifiedAnnotationBeanNameGenerator;
import org.springframework.context.annotation.Import;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Everything that the query side is made of; wants a reactive {@link MongoClient} and a {@code CommandGateway} of the application, and an {@code EventArchive} where there is to be replay. Beans found by the scan are named in
 * full: in one context with other services, short names would meet.
 */
@Configuration(proxyBeanMethods = false)
@ComponentScan(
        nameGenerator = FullyQualifiedAnnotationBeanNameGenerator.class,
        excludeFilters = @ComponentScan.Filter(SpringBootConfiguration.class))
@Import(EdgeConfiguration.class)
@EnableConfigurationProperties(ReplaySettings.class)
public class QuerySideConfiguration {

    private static final Duration HEALTH_PATIENCE = Duration.ofSeconds(2);

    @Bean
    ViewReader queryViewReader(MongoClient mongo, @Value("${parley.mongo.uri}") String uri) {
        return new ViewReader(mongo.getDatabase(
                Objects.requireNonNull(new ConnectionString(uri).getDatabase(), "parley.mongo.uri names no database")));
    }

    @Bean(destroyMethod = "close")
    KafkaTopicEnds queryTopicEnds(@Value("${parley.kafka.bootstrap-servers}") String bootstrapServers) {
        return new KafkaTopicEnds(bootstrapServers);
    }

    @Bean
    Freshness queryFreshness(ViewReader queryViewReader, TopicEnds queryTopicEnds) {
        return new Freshness(queryViewReader, queryTopicEnds);
    }

    /** A connection for each search that may be under way, so that none of them waits for another's and none is cut off by another's end. */
    @Bean(destroyMethod = "close")
    ElasticsearchAsyncClient queryElasticsearch(@Value("${parley.elasticsearch.url}") String url) {
        Rest5Client http = Rest5Client.builder(URI.create(url))
                .setConnectionManagerCallback(connections ->
                        connections.setMaxConnPerRoute(Cluster.AT_A_TIME).setMaxConnTotal(Cluster.AT_A_TIME))
                .build();
        return new ElasticsearchAsyncClient(new Rest5ClientTransport(
                http, new Jackson3JsonpMapper(JsonMapper.builder().build())));
    }

    @Bean
    ReactiveHealthIndicator viewStoreHealthIndicator(ViewReader queryViewReader) {
        return () -> queryViewReader
                .ping()
                .thenReturn(Health.up().build())
                .onErrorResume(failure -> Mono.just(Health.down(failure).build()));
    }

    @Bean
    ReactiveHealthIndicator elasticsearchHealthIndicator(ElasticsearchAsyncClient queryElasticsearch) {
        return () -> Mono.fromFuture(() -> queryElasticsearch.cluster().health())
                .timeout(HEALTH_PATIENCE)
                .map(cluster -> Health.up()
                        .withDetail("cluster", cluster.status().jsonValue())
                        .build())
                .onErrorResume(failure -> Mono.just(Health.down(failure).build()));
    }
}
