package dev.parley.push.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.conversation.Window;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** The duty that a lost last message is noticed: by the next heartbeat, and without anybody saying anything more. */
@TestPropertySource(properties = "parley.push.connection.heartbeat=500ms")
class MissedFrameTest extends GatewayTest {

    @Test
    void aClientThatLostAFrameFindsOutWithinAHeartbeatAndGetsItBack() {
        project(created(ana), 1);
        belongs(ana, Window.from(0, 0));
        Client client = live(ana, phone);
        project(message(ana, 1, "arrives"), 1);
        JsonNode last = client.find("event");
        while (last.get("version").asLong() < 1) {
            last = client.find("event");
        }
        long has = 1;

        project(message(ana, 2, "is lost on the way"), 1);
        // The client never gets to see it: it has 1, and takes it for the newest.
        assertThat(client.find("event").get("version").asLong()).isEqualTo(2);

        assertThat(client.find("heads").get("digest").asString()).isNotEqualTo(digest(has));
        client.send("{\"type\":\"resume\",\"heads\":{\"" + group + "\":" + has + "}}");
        JsonNode again = client.find("event");
        assertThat(again.get("version").asLong()).isEqualTo(2);
        assertThat(again.at("/data/content/text").asString()).isEqualTo("is lost on the way");
        client.find("caughtUp");
        assertThat(client.find("heads").get("digest").asString()).isEqualTo(digest(2));
    }

    private String digest(long version) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((group + ":" + version).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().toHexDigits(ByteBuffer.wrap(hash).getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
