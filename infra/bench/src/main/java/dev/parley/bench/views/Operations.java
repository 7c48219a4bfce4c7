package dev.parley.bench.views;

import dev.parley.api.people.Role;
import dev.parley.api.permission.Scope;
import dev.parley.bench.push.Passes;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What operators and analysts ask of a product, through the front door. Blocking. */
final class Operations implements AutoCloseable {

    private static final String REBUILDS = "/api/v1/admin/rebuilds";
    private static final Duration GLANCE = Duration.ofMillis(100);
    private static final int READ_AT_ONCE = 1 << 16;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final URI door;
    private final String administrator;
    private final String analyst;
    private final String trusted;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** A view that was made anew: how fast it was filled, and how long the rest took, which is the comparison and the switch. */
    record Rebuilt(long events, double fillingSeconds, double otherSeconds) {
        double perSecond() {
            return events / fillingSeconds;
        }
    }

    /** Everything that happened, as it was sent. */
    record Replayed(long events, long bytes, double seconds) {
        double perSecond() {
            return events / seconds;
        }
    }

    Operations(URI door, Passes passes) {
        this.door = door;
        this.administrator = passes.of(1, Set.of(Role.ADMINISTRATOR), Set.of(Scope.CHAT, Scope.ADMIN));
        this.analyst = passes.of(2, Set.of(Role.ANALYST), Set.of(Scope.CHAT, Scope.EVENTS_REPLAY));
        this.trusted = passes.of(
                3, Set.of(Role.ANALYST, Role.ADMINISTRATOR), Set.of(Scope.CHAT, Scope.EVENTS_REPLAY, Scope.ADMIN));
    }

    /** Makes it anew, and puts the old one away. Returns when the new one is read. */
    Rebuilt rebuild(String view) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        String id = json(request(administrator, REBUILDS)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"view\":\"" + view + "\"}")))
                .path("rebuild")
                .asString();
        JsonNode now = until(id, "BUILDING");
        long filled = System.nanoTime();
        long events = now.path("work").path("total").asLong();
        now = until(id, "COMPARING");
        long done = System.nanoTime();
        if (!now.path("state").asString().equals("SWITCHED")) {
            throw new IOException("The rebuild did not come to its end: " + now);
        }
        json(request(administrator, REBUILDS + "/" + id).DELETE());
        return new Rebuilt(events, (filled - begun) / 1e9, (done - filled) / 1e9);
    }

    /** Returns what comes behind this state. */
    private JsonNode until(String id, String state) throws IOException, InterruptedException {
        while (true) {
            JsonNode now = json(request(administrator, REBUILDS + "/" + id));
            if (!now.path("state").asString().equals(state)) {
                return now;
            }
            Thread.sleep(GLANCE);
        }
    }

    /** As any analyst sees it. */
    Replayed replay() throws IOException, InterruptedException {
        return replay(analyst, "/api/v1/replay?format=ndjson");
    }

    /** As somebody sees it who may see everything. */
    Replayed replayUnmasked() throws IOException, InterruptedException {
        return replay(trusted, "/api/v1/replay?format=ndjson&masked=false");
    }

    private Replayed replay(String token, String path) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        HttpResponse<InputStream> answer = http.send(request(token, path).build(), BodyHandlers.ofInputStream());
        long lines = 0;
        long bytes = 0;
        try (InputStream body = answer.body()) {
            byte[] piece = new byte[READ_AT_ONCE];
            for (int read = body.read(piece); read >= 0; read = body.read(piece)) {
                bytes += read;
                for (int i = 0; i < read; i++) {
                    lines += piece[i] == '\n' ? 1 : 0;
                }
            }
        }
        require(answer.statusCode(), "a replay");
        return new Replayed(lines, bytes, (System.nanoTime() - begun) / 1e9);
    }

    private HttpRequest.Builder request(String token, String path) {
        return HttpRequest.newBuilder(door.resolve(path)).header("Authorization", "Bearer " + token);
    }

    private JsonNode json(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
        require(answer.statusCode(), answer.body());
        return JSON.readTree(answer.body());
    }

    private static void require(int status, String what) throws IOException {
        if (status / 100 != 2) {
            throw new IOException("Refused with " + status + ": " + what);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
