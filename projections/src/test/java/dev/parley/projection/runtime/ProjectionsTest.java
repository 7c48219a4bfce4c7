package dev.parley.projection.runtime;

import static dev.parley.api.wire.Topic.PEOPLE_EVENTS;
import static dev.parley.projection.Story.ANA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.api.people.PersonEvent.PersonRegistered;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

class ProjectionsTest {

    private final MemoryKafka kafka = new MemoryKafka();
    private final MemoryView view = new MemoryView();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Projections projections =
            new Projections(List.of(view), kafka, Discarded.NOTHING, meters, Clock.systemUTC());

    @AfterEach
    void stop() {
        projections.stop();
    }

    @Test
    void aStoreThatComesBackFindsEverythingWaiting() {
        view.outage.set(2);
        publish();

        projections.start();

        await().untilAsserted(() -> assertThat(view.entries).containsEntry(ANA.toString(), "ana"));
        assertThat(kafka.deadLetters()).isEmpty();
    }

    @Test
    void healthSaysWhatItFailsWith() {
        view.outage.set(Integer.MAX_VALUE);
        publish();
        ProjectionsHealth health = new ProjectionsHealth(projections);
        assertThat(health.health().getStatus()).isEqualTo(Status.OUT_OF_SERVICE);

        projections.start();

        await().untilAsserted(() -> {
            assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
            assertThat(health.health().getDetails().get(MemoryView.NAME))
                    .asString()
                    .contains("the store is down");
        });
    }

    @Test
    void healthIsUpOnceEverythingThatLayBeforeItIsInTheView() {
        publish();
        projections.start();

        await().untilAsserted(() -> assertThat(
                        new ProjectionsHealth(projections).health().getStatus())
                .isEqualTo(Status.UP));
        assertThat(view.entries).containsKey(ANA.toString());
        assertThat(meters.get("parley.projection.applied").counter().count()).isEqualTo(1);
        assertThat(meters.get("parley.projection.lag.events").gauge().value()).isZero();
        assertThat(meters.get("parley.projection.lag.ms").gauge().value()).isZero();
    }

    @Test
    void itStopsWhileItWaitsForAStoreThatIsDownAndGoesOnWhenItIsStartedAgain() {
        view.outage.set(Integer.MAX_VALUE);
        publish();
        projections.start();
        await().until(() -> status().phase() == ProjectionStatus.Phase.FAILING);

        projections.stop();
        assertThat(status().phase()).isEqualTo(ProjectionStatus.Phase.STOPPED);

        view.outage.set(0);
        projections.start();
        await().untilAsserted(() -> assertThat(view.entries).containsKey(ANA.toString()));
    }

    @Test
    void aBrokerThatCannotBeReachedIsWaitedFor() {
        KafkaClients unreachable = new KafkaClients() {
            @Override
            public Consumer<byte[], byte[]> consumer(String projector) {
                throw new KafkaException("no broker");
            }

            @Override
            public Producer<byte[], byte[]> producer() {
                throw new KafkaException("no broker");
            }
        };
        Projections waiting = new Projections(
                List.of(view), unreachable, Discarded.NOTHING, new SimpleMeterRegistry(), Clock.systemUTC());
        waiting.start();
        try {
            await().untilAsserted(() ->
                    assertThat(waiting.statuses().getFirst().cause()).contains("no broker"));
        } finally {
            waiting.stop();
        }
    }

    private ProjectionStatus status() {
        return projections.statuses().getFirst();
    }

    private void publish() {
        kafka.publish(PEOPLE_EVENTS, ANA.toString(), new PersonRegistered(ANA, "ana", "Ana", Instant.EPOCH), 0);
    }
}
