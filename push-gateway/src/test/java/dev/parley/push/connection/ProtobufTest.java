package dev.parley.push.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.conversation.MessageAccepted;
import dev.parley.api.conversation.MessageId;
import dev.parley.api.conversation.Window;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Whoever speaks protobuf is told the same as whoever speaks JSON. */
class ProtobufTest extends GatewayTest {

    @Test
    void aConversationIsTheSameInProtobuf() {
        Client json = live(ana, phone);
        Client protobuf = Client.connect(port, null, "parley.proto.v1")
                .sendProtobuf("{\"type\":\"auth\",\"id\":\"a\",\"token\":\"" + TestTokens.token(ana, laptop) + "\"}");
        assertThat(protobuf.protocol()).isEqualTo("parley.proto.v1");
        assertThat(protobuf.take("welcome").get("id").asString()).isEqualTo("a");
        protobuf.sendProtobuf("{\"type\":\"resume\",\"id\":\"r\",\"heads\":{}}");
        assertThat(protobuf.find("caughtUp").get("id").asString()).isEqualTo("r");
        protobuf.take("heads");

        publish(created(ana, ben));
        publish(message(ben, 1, "你好"));
        for (int version = 0; version < 2; version++) {
            assertThat(protobuf.take("event").toString())
                    .isEqualTo(json.take("event").toString());
        }

        Instant at = Instant.now();
        commands.answer = command -> new MessageAccepted(new MessageId(group, 2), 2, 2, at);
        protobuf.sendProtobuf("{\"type\":\"send\",\"id\":\"m\",\"conversation\":\"" + group
                + "\",\"clientId\":\"c\",\"content\":{\"type\":\"text\",\"text\":\"hi\"}}");
        JsonNode ok = protobuf.take("ok");
        assertThat(ok.get("seq").asLong()).isEqualTo(2);
        assertThat(ok.get("id").asString()).isEqualTo("m");
    }

    @Test
    void whatWasMissedComesInProtobufToo() {
        project(created(ana), 1);
        belongs(ana, Window.from(0, 0));
        project(message(ana, 1, "from the log"), 1);
        publish(message(ana, 2, "from the tail"));
        Client client = Client.connect(port, TestTokens.token(ana, phone), "parley.proto.v1");
        client.take("welcome");
        client.sendProtobuf("{\"type\":\"resume\",\"heads\":{\"" + group + "\":0}}");
        assertThat(client.take("event").at("/data/content/text").asString()).isEqualTo("from the log");
        assertThat(client.take("event").at("/data/content/text").asString()).isEqualTo("from the tail");
        client.take("caughtUp");
    }

    @Test
    void refusalsAreTheSame() {
        Client client = Client.connect(port, TestTokens.token(ana, phone), "parley.proto.v1");
        client.take("welcome");
        client.sendProtobuf("{\"type\":\"read\",\"id\":\"x\",\"seq\":1}");
        JsonNode error = client.find("error");
        assertThat(error.get("code").asString()).isEqualTo("INVALID");
        assertThat(error.get("field").asString()).isEqualTo("conversation");
        client.send("{\"type\":\"ping\"}");
        assertThat(client.find("error").get("code").asString()).isEqualTo("MALFORMED");
        client.sendBytes(new byte[] {-1, -1, -1});
        client.sendBytes(new byte[] {-1, -1, -1});
        client.find("error");
        client.find("error");
        assertThat(client.closeCode()).isEqualTo(1007);
    }
}
