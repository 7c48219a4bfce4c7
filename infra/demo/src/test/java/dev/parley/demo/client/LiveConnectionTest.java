package dev.parley.demo.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LiveConnectionTest {

    private FakeGateway gateway;
    private FrontDoor door;
    private LiveConnection line;

    @AfterEach
    void close() throws IOException {
        line.close();
        door.close();
        gateway.close();
    }

    @Test
    void itAuthenticatesInTheFirstFrame() throws IOException {
        connect((text, mouth) -> mouth.say("{\"type\": \"welcome\", \"user\": \"" + field(text, "token") + "\"}"));
        assertThat(line.authenticate("ana").text("user")).isEqualTo("ana");
    }

    @Test
    void fragmentsArePutTogetherAndBatchesApart() throws IOException {
        connect((text, mouth) -> mouth.say(
                "[{\"type\": \"event\", \"conversation\": \"c\", \"version\": 3, \"ev",
                "ent\": \"MessageSent\", \"data\": {\"seq\": 2, \"content\": {\"text\": \"发",
                "布\"}}}, {\"type\": \"caughtUp\"}]"));

        line.resume(Map.of("c", 2L));

        assertThat(line.awaitMessage("c", "发布").seq()).isEqualTo(2);
        assertThat(line.heads()).isEqualTo(Map.of("c", 3L));
    }

    @Test
    void anAnswerIsFoundByItsIdAmongOtherFrames() throws IOException {
        connect((text, mouth) -> {
            mouth.say("{\"type\": \"event\", \"conversation\": \"c\", \"version\": 0}");
            mouth.say("{\"type\": \"ok\", \"id\": \"other\"}");
            mouth.say("{\"type\": \"ok\", \"id\": \"" + field(text, "id")
                    + "\", \"message\": \"c.1\", \"seq\": 1, \"version\": 1, \"at\": \"2026-01-01T00:00:00Z\"}");
        });

        assertThat(line.say("c", "k", "Hello").message()).isEqualTo("c.1");
        assertThat(versions()).containsExactly(0L);
    }

    @Test
    void anErrorIsARefusal() throws IOException {
        connect((text, mouth) -> mouth.say("{\"type\": \"error\", \"id\": \"" + field(text, "id")
                + "\", \"code\": \"CONFLICT\", \"detail\": \"Other words.\", \"field\": \"clientId\"}"));

        RefusedByServer refused = catchThrowableOfType(RefusedByServer.class, () -> line.say("c", "k", "Hello"));

        assertThat(refused.code()).isEqualTo("CONFLICT");
        assertThat(refused.field()).isEqualTo("clientId");
        assertThat(refused.status()).isZero();
    }

    @Test
    void theCloseCodeIsKeptAndWhoWaitsIsTold() throws IOException {
        connect((text, mouth) -> mouth.close(4401));

        assertThatExceptionOfType(Unmet.class)
                .isThrownBy(() -> line.authenticate("nobody"))
                .withMessageContaining("4401");
        assertThat(line.awaitClosed().code()).isEqualTo(4401);
    }

    private void connect(FakeGateway.Script script) throws IOException {
        gateway = new FakeGateway(script);
        door = FrontDoor.at(gateway.address());
        line = LiveConnection.open(door);
    }

    private Iterable<Long> versions() {
        return line.events("c").stream().map(event -> event.number("version")).toList();
    }

    private static String field(String frame, String name) {
        JsonNode json = JsonMapper.shared().readTree(frame);
        return json.path(name).asString("");
    }
}
