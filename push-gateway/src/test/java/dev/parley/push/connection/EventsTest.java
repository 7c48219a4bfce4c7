package dev.parley.push.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class EventsTest extends GatewayTest {

    @Test
    void anEventReachesAMemberWhoResumed() {
        Client client = connect(ana, phone);
        JsonNode welcome = client.take("welcome");
        assertThat(welcome.get("user").asString()).isEqualTo(ana.toString());
        client.send("{\"type\":\"resume\",\"id\":\"r1\",\"heads\":{}}");
        assertThat(client.take("caughtUp").get("id").asString()).isEqualTo("r1");
        assertThat(client.take("heads").get("count").asInt()).isZero();

        publish(created(ben, ana));
        publish(message(ben, 1, "hello"));

        assertThat(client.take("event").get("event").asString()).isEqualTo("ConversationCreated");
        JsonNode event = client.take("event");
        assertThat(event.get("version").asLong()).isEqualTo(1);
        assertThat(event.at("/data/content/text").asString()).isEqualTo("hello");
    }
}
