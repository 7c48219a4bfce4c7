package dev.parley.push.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.api.conversation.ConversationEvent;
import dev.parley.api.conversation.Window;
import dev.parley.api.session.Claims;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Server-sent events: what the WebSocket would say, for whoever only listens. */
@TestPropertySource(properties = "parley.push.connection.heartbeat=400ms")
class StreamTest extends GatewayTest {

    @Autowired
    Connections connections;

    @Test
    void eventsComeAsTheyHappenEachWithItsPosition() throws IOException, InterruptedException {
        try (Stream stream = listen(null)) {
            assertThat(stream.find("welcome").get("user").asString()).isEqualTo(ana.toString());
            stream.find("heads");
            long first = publishedAt(created(ana));
            assertThat(stream.find("event").get("version").asLong()).isZero();
            assertThat(stream.lastEventId).isEqualTo(first);
            long second = publishedAt(message(ana, 1, "two\nlines"));
            assertThat(stream.find("event").at("/data/content/text").asString()).isEqualTo("two\nlines");
            assertThat(stream.lastEventId).isEqualTo(second);
        }
    }

    @Test
    void whoComesBackGetsWhatTheyMissedAndNothingElse() throws IOException, InterruptedException {
        belongs(ana, Window.from(0, 0));
        project(created(ana), 1);
        for (int seq = 1; seq <= 20; seq++) {
            project(message(ana, seq, "logged " + seq), 1);
        }
        long seen = topic.end();
        for (int seq = 21; seq <= 25; seq++) {
            project(message(ana, seq, "missed " + seq), 1);
        }
        publish(message(ana, 26, "not in the log yet"));
        try (Stream stream = listen(String.valueOf(seen))) {
            for (int seq = 21; seq <= 26; seq++) {
                assertThat(stream.find("event").at("/data/seq").asLong()).isEqualTo(seq);
            }
            // Only when all of it was sent there is a new place to go on from.
            assertThat(stream.lastEventId).isZero();
            stream.find("caughtUp");
            long live = publishedAt(message(ana, 27, "live"));
            stream.find("event");
            assertThat(stream.lastEventId).isEqualTo(live);
        }
    }

    @Test
    void whatCameLiveDoesNotComeAgainThoughTheViewsDoNotKnowItYet() throws IOException, InterruptedException {
        belongs(ana, Window.from(0, 0));
        project(created(ana), 1);
        project(message(ana, 1, "logged"), 1);
        publish(message(ana, 2, "seen"));
        long seen = publishedAt(message(ana, 3, "seen last"));
        publish(message(ana, 4, "missed"));
        try (Stream stream = listen(String.valueOf(seen))) {
            assertThat(stream.find("event").at("/data/seq").asLong()).isEqualTo(4);
            stream.find("caughtUp");
        }
    }

    @Test
    void tooMuchIsReset() throws IOException, InterruptedException {
        belongs(ana, Window.from(0, 0));
        project(created(ana), 1);
        long seen = topic.end();
        for (int seq = 1; seq <= 510; seq++) {
            project(message(ana, seq, "much"), 1);
        }
        try (Stream stream = listen(String.valueOf(seen))) {
            assertThat(stream.find("reset").get("version").asLong()).isEqualTo(510);
            stream.find("caughtUp");
        }
    }

    @Test
    void aHeartbeatKeepsItAlive() throws IOException, InterruptedException {
        try (Stream stream = listen(null)) {
            for (int beat = 0; beat < 5; beat++) {
                stream.find("heads");
            }
            assertThat(stream.comments).isPositive();
        }
    }

    @Test
    void whoHangsUpIsForgotten() throws IOException, InterruptedException {
        int before = connections.size();
        try (Stream stream = listen(null)) {
            stream.find("welcome");
            assertThat(connections.size()).isEqualTo(before + 1);
        }
        await().until(() -> connections.size() == before);
    }

    @Test
    void aTokenThatExpiresEndsIt() throws IOException, InterruptedException {
        String token = TestTokens.token(ana, phone, Duration.ofMillis(1500), Claims.SCOPE_CHAT);
        try (Stream stream = new Stream(ask(token, null))) {
            assertThat(stream.find("error").get("code").asString()).isEqualTo("NOT_AUTHENTICATED");
            assertThat(stream.find("bye").get("code").asInt()).isEqualTo(4401);
            assertThat(stream.next()).isNull();
        }
    }

    @Test
    void theSameDeviceIsConnectedOnce() throws IOException, InterruptedException {
        try (Stream stream = listen(null)) {
            stream.find("welcome");
            connect(ana, phone).take("welcome");
            assertThat(stream.find("bye").get("code").asInt()).isEqualTo(4409);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "-1", "1.5", "99999999999999999999"})
    void anIdThatIsNoneIsRefused(String id) throws IOException, InterruptedException {
        HttpResponse<InputStream> refused = ask(TestTokens.token(ana, phone), id);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(json.readTree(refused.body().readAllBytes()).get("field").asString())
                .isEqualTo("Last-Event-ID");
    }

    @Test
    void withoutATokenOrWithTheWrongOneThereIsNothing() throws IOException, InterruptedException {
        assertThat(ask("nonsense", null).statusCode()).isEqualTo(401);
        assertThat(ask(TestTokens.token(ana, phone, Duration.ofMinutes(1), "openid"), null)
                        .statusCode())
                .isEqualTo(403);
    }

    private long publishedAt(ConversationEvent event) {
        publish(event);
        return topic.end();
    }

    private Stream listen(@Nullable String lastEventId) throws IOException, InterruptedException {
        HttpResponse<InputStream> answer = ask(TestTokens.token(ana, phone), lastEventId);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/event-stream");
        return new Stream(answer);
    }

    private HttpResponse<InputStream> ask(String token, @Nullable String lastEventId)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + port + "/api/v1/events/stream"))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "text/event-stream");
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    /** Reads as a browser would. */
    private final class Stream implements AutoCloseable {
        private final InputStream body;
        private final BufferedReader lines;
        private long lastEventId;
        private int comments;

        private Stream(HttpResponse<InputStream> answer) {
            this.body = answer.body();
            this.lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        }

        private JsonNode find(String type) throws IOException {
            for (JsonNode frame = next(); frame != null; frame = next()) {
                if (frame.get("type").asString().equals(type)) {
                    return frame;
                }
            }
            throw new AssertionError("The stream ended without " + type);
        }

        private @Nullable JsonNode next() throws IOException {
            JsonNode frame = null;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    lastEventId = Long.parseLong(line.substring(4));
                } else if (line.startsWith("data: ")) {
                    frame = json.readTree(line.substring(6));
                } else if (line.startsWith(":")) {
                    comments++;
                } else if (line.isEmpty() && frame != null) {
                    return frame;
                }
            }
            return null;
        }

        @Override
        public void close() throws IOException {
            body.close();
        }
    }
}
