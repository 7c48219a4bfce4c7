package dev.parley.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.demo.client.Answer;
import dev.parley.demo.client.Answers.Session;
import dev.parley.demo.client.Person;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;

/** Whoever reads all of Kafka, or the log, learns nothing that opens a door. */
class PublishedSecretsTest extends Journey {

    private static final String PASSWORD = "a password that is nowhere else";

    @Test
    void neitherKafkaNorTheLogKnowsASecret() throws IOException {
        String username = "secretive-" + Person.random().substring(0, 8);
        call("POST", "/api/v1/accounts", "", """
                {"username": "%s", "password": "%s", "email": "%s@example.org"}""".formatted(username, PASSWORD, username));
        Answer signedIn = call("POST", "/api/v1/sessions", "", """
                {"username": "%s", "password": "%s", "device": {"name": "a", "platform": "java"}}""".formatted(username, PASSWORD));
        String access = signedIn.body().path("accessToken").asString("");
        String refresh = signedIn.body().path("refreshToken").asString("");
        Answer application = call("POST", "/api/v1/applications", access, """
                {"name": "An app", "grantTypes": ["authorization_code"], "scopes": ["openid"],
                 "redirectUris": ["https://app.example.org/callback"]}""");
        Answer factor = call("POST", "/api/v1/me/totp", access, "{}");
        Session renewed = anybody().refresh(refresh);
        door().call("POST", "/api/v1/sessions/refresh", Map.of(), "{\"refreshToken\": \"" + refresh + "\"}");
        List<String> secrets = List.of(
                PASSWORD,
                signatureOf(access),
                refresh,
                signatureOf(renewed.accessToken()),
                renewed.refreshToken(),
                application.body().path("newSecret").path("clientSecret").asString(""),
                factor.body().path("secret").asString(""));
        assertThat(secrets).allMatch(secret -> secret.length() >= 16);

        String published = published(signedIn.body().path("user").asString(""));

        assertThat(secrets).noneMatch(published::contains);
        String log = Files.readString(product().data().resolve("logs/parley.log"));
        assertThat(secrets).noneMatch(log::contains);
        assertThat(secrets).noneMatch(product().said()::contains);
    }

    /** Everything, read until it tells of this person's registration and of the end of their session. */
    private String published(String user) {
        StringBuilder all = new StringBuilder();
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", "127.0.0.1:" + product().port("kafka", "broker")),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.listTopics().values().stream()
                    .flatMap(List::stream)
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            while (!told(all, user, "parley.people.events") || !told(all, user, "parley.sessions")) {
                assertThat(System.nanoTime())
                        .as("still waiting; Kafka said: " + all)
                        .isLessThan(deadline);
                consumer.poll(Duration.ofMillis(500)).forEach(message -> all.append(text(message)));
            }
        }
        return all.toString();
    }

    private static boolean told(CharSequence all, String user, String topic) {
        return all.toString().lines().anyMatch(line -> line.startsWith(topic) && line.contains(user));
    }

    private static String text(ConsumerRecord<byte[], byte[]> message) {
        List<byte[]> parts = new ArrayList<>();
        parts.add(message.key());
        parts.add(message.value());
        message.headers().forEach(header -> parts.add(header.value()));
        StringBuilder line = new StringBuilder(message.topic());
        for (byte[] part : parts) {
            line.append(' ')
                    .append(part == null ? "" : new String(part, StandardCharsets.ISO_8859_1).replace('\n', ' '));
        }
        return line.append('\n').toString();
    }

    private static String signatureOf(String token) {
        return token.substring(token.lastIndexOf('.') + 1);
    }

    private Answer call(String method, String path, String token, String body) {
        Map<String, String> headers = token.isEmpty() ? Map.of() : Map.of("Authorization", "Bearer " + token);
        Answer answer = door().call(method, path, headers, body);
        assertThat(answer.status()).as(path + " " + answer.text()).isBetween(200, 299);
        return answer;
    }
}
