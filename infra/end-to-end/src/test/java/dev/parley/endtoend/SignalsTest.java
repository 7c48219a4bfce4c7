package dev.parley.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.demo.client.Frame;
import dev.parley.demo.client.LiveConnection;
import dev.parley.demo.client.Person;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people notice of each other beside what they say, and how somebody only listens. */
class SignalsTest extends Journey {

    private Person ana;
    private Person ben;
    private String group;

    @BeforeEach
    void meet() {
        ana = newcomer("Ana");
        ben = newcomer("Ben");
        group = group(ana, ben);
    }

    @Test
    void oneSeesThatTheOtherTypesAndThatItIsOver() {
        LiveConnection anas = online(ana);
        LiveConnection bens = online(ben);
        anas.post(LiveConnection.frame("typing").put("conversation", group).put("active", true));
        bens.await("Ana typing", typing(true));
        bens.await("Ana having stopped by herself", typing(false));
    }

    @Test
    void oneSeesTheOtherComeLookAwayAndGo() {
        LiveConnection bens = online(ben);
        var watch = LiveConnection.frame("watch");
        watch.putArray("users").add(ana.user());
        bens.post(watch);
        bens.await("Ana not there", presence("offline"));
        LiveConnection anas = online(ana);
        bens.await("Ana there", presence("online"));
        anas.post(LiveConnection.frame("status").put("state", "away"));
        bens.await("Ana away", presence("away"));
        anas.close();
        bens.await(
                "when Ana was here last",
                presence("offline").and(frame -> frame.json().has("lastSeen")));
    }

    @Test
    void whoOnlyListensGoesOnWhereTheyStopped() throws IOException, InterruptedException {
        sayNumbers(ana, group, 1, 3);
        awaitUnread(ben, group, 3);
        String seen;
        try (BufferedReader first = listen(null)) {
            sayNumbers(ana, group, 4, 5);
            awaitText(first, "4");
            seen = awaitText(first, "5");
        }
        sayNumbers(ana, group, 6, 8);
        try (BufferedReader second = listen(seen)) {
            // The first that comes is the first that was missed.
            String line = second.readLine();
            while (!line.startsWith("data: {\"type\":\"event\"")) {
                line = second.readLine();
            }
            assertThat(line).contains("\"text\":\"6\"");
            awaitText(second, "8");
        }
    }

    /** Returns the id that came with it. */
    private static String awaitText(BufferedReader stream, String text) throws IOException {
        String id = "";
        for (String line = stream.readLine(); line != null; line = stream.readLine()) {
            if (line.startsWith("id: ")) {
                id = line.substring(4);
            }
            if (line.startsWith("data: ") && line.contains("\"text\":\"" + text + "\"")) {
                return id;
            }
        }
        throw new AssertionError("The stream ended before " + text);
    }

    private BufferedReader listen(String lastEventId) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(door().address().resolve("/api/v1/events/stream"))
                .header("Authorization", "Bearer " + ben.session().accessToken())
                .header("Accept", "text/event-stream");
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        HttpResponse<java.io.InputStream> answer =
                HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
    }

    private Predicate<Frame> typing(boolean active) {
        return frame -> frame.json().path("type").asString().equals("typing")
                && frame.json().path("user").asString().equals(ana.user())
                && frame.json().path("active").asBoolean() == active;
    }

    private Predicate<Frame> presence(String state) {
        return frame -> frame.json().path("type").asString().equals("presence")
                && frame.json().path("user").asString().equals(ana.user())
                && frame.json().path("state").asString().equals(state);
    }
}
