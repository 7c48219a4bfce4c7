package dev.parley.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.demo.client.Eventually;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** What becomes of an event that no view can take, seen from an operator's console. */
class DeadLettersTest extends Journey {

    private static final String TOPIC = "parley.conversation.events";

    @Test
    void anEventThatNobodyUnderstandsIsShownTakenAgainAndLeftOut() throws Exception {
        String conversation = UUID.randomUUID().toString();
        plant(conversation, "{\"this\": \"is no event\"}");
        String listed = Eventually.see(
                "the history's dead letter",
                () -> tool("list").expectSuccess().printed(),
                printed -> printed.contains("history:" + TOPIC));
        String id = listed.lines()
                .filter(line -> line.startsWith("history:"))
                .map(line -> line.split(" ", 2)[0])
                .findFirst()
                .orElseThrow();

        assertThat(tool("show", id).expectSuccess().printed())
                .contains("MessageSent, version 0", conversation, "cause", "nothing waits behind it");
        tool("retry", id).expectFailure("Not everything could be applied");
        tool("discard", id).expectFailure("It is ./parley dead-letters");
        assertThat(tool("discard", id, "--reason", "made up: by a test")
                        .expectSuccess()
                        .printed())
                .contains("Applied: 1");

        assertThat(tool().expectSuccess().printed()).doesNotContain(id);
        tool("show", id).expectFailure("There is no such dead letter");
        tool("retry", "--all").expectFailure("Not everything could be applied");
        leaveOutTheRest();
        assertThat(tool("retry", "--all").expectSuccess().printed()).contains("Applied: 0");
    }

    @Test
    void ofAParleyThatIsStoppedOneIsToldToStartIt() {
        Tool.run(RunningProduct.newDataDirectory(), "dead-letters")
                .expectFailure("No Parley runs on")
                .expectFailure("Start it");
    }

    /** The same record is in the way of every view of conversations. */
    private void leaveOutTheRest() {
        tool("list")
                .expectSuccess()
                .printed()
                .lines()
                .filter(line -> line.contains(TOPIC + ":"))
                .forEach(line -> tool("discard", line.split(" ", 2)[0], "--reason", "made up")
                        .expectSuccess());
        assertThat(tool("list").expectSuccess().printed()).contains("No view lacks anything.");
    }

    private Tool tool(String... words) {
        Object[] all = new Object[words.length + 1];
        all[0] = "dead-letters";
        System.arraycopy(words, 0, all, 1, words.length);
        return Tool.run(product().data(), all);
    }

    private void plant(String key, String value) throws InterruptedException, ExecutionException {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", "127.0.0.1:" + product().port("kafka", "broker")),
                new StringSerializer(),
                new StringSerializer())) {
            ProducerRecord<String, String> planted = new ProducerRecord<>(TOPIC, key, value);
            planted.headers()
                    .add("ce_type", "MessageSent".getBytes(StandardCharsets.UTF_8))
                    .add("version", "0".getBytes(StandardCharsets.UTF_8));
            producer.send(planted).get();
        }
    }
}
