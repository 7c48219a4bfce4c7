package dev.parley.push.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class FarewellTest extends GatewayTest {

    @Autowired
    Connections connections;

    @Test
    void whoIsConnectedWhenItStopsIsToldWhenToComeBack() {
        Client client = live(ana, phone);
        connections.stop();
        try {
            JsonNode bye = client.take("bye");
            assertThat(bye.get("code").asInt()).isEqualTo(1012);
            assertThat(bye.get("reconnectAfterMs").asLong()).isBetween(100L, 5100L);
            assertThat(client.closeCode()).isEqualTo(1012);
            assertThat(connect(ana, phone).closeCode()).isEqualTo(1012);
        } finally {
            connections.start();
        }
    }
}
