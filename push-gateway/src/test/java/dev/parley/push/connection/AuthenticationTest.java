package dev.parley.push.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.session.Claims;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class AuthenticationTest extends GatewayTest {

    @Test
    void aTokenInTheHandshakeIsWelcomed() {
        JsonNode welcome = connect(ana, phone).take("welcome");
        assertThat(welcome.get("user").asString()).isEqualTo(ana.toString());
        assertThat(welcome.get("device").asString()).isEqualTo(phone.toString());
        assertThat(welcome.get("heartbeatSeconds").asLong()).isEqualTo(30);
        assertThat(welcome.at("/limits/maxFrameBytes").asLong()).isEqualTo(256 * 1024);
        assertThat(welcome.at("/limits/maxTextCharacters").asInt()).isEqualTo(20_000);
        assertThat(welcome.has("serverTime")).isTrue();
        assertThat(welcome.has("session")).isTrue();
    }

    @Test
    void aTokenInTheFirstFrameIsWelcomedUnderItsId() {
        Client client = Client.connect(port, null).send(auth("a1", TestTokens.token(ana, phone)));
        assertThat(client.take("welcome").get("id").asString()).isEqualTo("a1");
    }

    @Test
    void whatComesRightBehindTheTokenWaitsForIt() {
        Client client = Client.connect(port, null)
                .send(auth("a1", TestTokens.token(ana, phone)))
                .send("{\"type\":\"ping\",\"id\":\"p1\"}");
        client.take("welcome");
        assertThat(client.take("pong").get("id").asString()).isEqualTo("p1");
    }

    @Test
    void whoDoesNotAuthenticateInTimeIsClosed() {
        assertThat(Client.connect(port, null).closeCode()).isEqualTo(4408);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"type\":\"ping\",\"id\":\"x\"}", "{\"type\":\"nonsense\"}", "garbage", "{\"type\":\"auth\"}"})
    void anyOtherFrameBeforeTheTokenIsRefusedAndClosed(String frame) {
        Client client = Client.connect(port, null).send(frame);
        assertThat(client.take("error").get("code").asString()).isEqualTo("NOT_AUTHENTICATED");
        assertThat(client.closeCode()).isEqualTo(4401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "a/b/1577836800000/chat", ""})
    void aBadTokenIsRefusedAndClosed(String token) {
        Client client = Client.connect(port, null).send(auth("a1", token));
        JsonNode error = client.take("error");
        assertThat(error.get("code").asString()).isEqualTo("NOT_AUTHENTICATED");
        assertThat(error.get("id").asString()).isEqualTo("a1");
        assertThat(error.has("traceId")).isTrue();
        assertThat(client.closeCode()).isEqualTo(4401);
    }

    @Test
    void aBadTokenInTheHandshakeIsRefusedOnTheConnection() {
        Client client = Client.connect(port, "nonsense");
        assertThat(client.take("error").get("code").asString()).isEqualTo("NOT_AUTHENTICATED");
        assertThat(client.closeCode()).isEqualTo(4401);
    }

    @Test
    void aTokenForSomethingElseIsForbidden() {
        Client client = Client.connect(port, TestTokens.token(ana, phone, Duration.ofMinutes(1), "messages:send"));
        assertThat(client.take("error").get("code").asString()).isEqualTo("FORBIDDEN");
        assertThat(client.closeCode()).isEqualTo(4403);
    }

    @Test
    void aTokenThatExpiresUnrenewedEndsTheConnection() {
        Client client = Client.connect(port, TestTokens.token(ana, phone, Duration.ofMillis(500), Claims.SCOPE_CHAT));
        client.take("welcome");
        assertThat(client.find("error").get("code").asString()).isEqualTo("NOT_AUTHENTICATED");
        assertThat(client.closeCode()).isEqualTo(4401);
    }

    @Test
    void aRenewedTokenKeepsTheConnection() {
        Client client = Client.connect(port, TestTokens.token(ana, phone, Duration.ofMillis(1500), Claims.SCOPE_CHAT));
        client.take("welcome");
        client.send(auth("a2", TestTokens.token(ana, phone, Duration.ofSeconds(4), Claims.SCOPE_CHAT)));
        assertThat(client.find("ok").get("id").asString()).isEqualTo("a2");
        // It ends by the newer token's time, long after the older one's.
        long renewed = System.nanoTime();
        assertThat(client.closeCode()).isEqualTo(4401);
        assertThat(Duration.ofNanos(System.nanoTime() - renewed)).isGreaterThan(Duration.ofSeconds(2));
    }

    @Test
    void aTokenOfSomebodyElseRenewsNothing() {
        Client client = connect(ana, phone);
        client.take("welcome");
        client.send(auth("a2", TestTokens.token(ben, laptop)));
        JsonNode error = client.find("error");
        assertThat(error.get("code").asString()).isEqualTo("NOT_ALLOWED");
        assertThat(error.get("field").asString()).isEqualTo("token");
        client.send("{\"type\":\"ping\"}");
        client.find("pong");
    }

    @Test
    void aBadTokenRenewsNothingAndTheOldOneGoesOn() {
        Client client = connect(ana, phone);
        client.take("welcome");
        client.send(auth("a2", "nonsense"));
        assertThat(client.find("error").get("code").asString()).isEqualTo("NOT_AUTHENTICATED");
        client.send("{\"type\":\"ping\"}");
        client.find("pong");
    }

    @Test
    void theSameDeviceConnectingAgainReplacesTheOlderConnection() {
        Client older = connect(ana, phone);
        older.take("welcome");
        Client other = connect(ana, laptop);
        other.take("welcome");
        Client newer = connect(ana, phone);
        newer.take("welcome");
        assertThat(older.closeCode()).isEqualTo(4409);
        newer.send("{\"type\":\"ping\"}");
        newer.find("pong");
        other.send("{\"type\":\"ping\"}");
        other.find("pong");
    }

    @Test
    void ourProtocolIsChosenAmongSeveral() {
        Client client = Client.connect(port, TestTokens.token(ana, phone), "parley.json.v9", "parley.json.v1");
        assertThat(client.protocol()).isEqualTo("parley.json.v1");
        client.take("welcome");
    }

    @Test
    void anotherProtocolIsClosedWithItsCode() {
        Client client = Client.connect(port, TestTokens.token(ana, phone), "parley.json.v9");
        assertThat(client.closeCode()).isEqualTo(4426);
    }

    private static String auth(String id, String token) {
        return "{\"type\":\"auth\",\"id\":\"" + id + "\",\"token\":\"" + token + "\"}";
    }
}
