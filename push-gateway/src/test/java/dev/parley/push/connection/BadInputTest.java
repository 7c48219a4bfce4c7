package dev.parley.push.connection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class BadInputTest extends GatewayTest {

    private Client client;

    @BeforeEach
    void connected() {
        client = connect(ana, phone);
        client.take("welcome");
        client.send("{\"type\":\"resume\",\"heads\":{}}");
        client.find("caughtUp");
        client.take("heads");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "nonsense",
                "[]",
                "[{\"type\":\"ping\"}]",
                "17",
                "null",
                "{}",
                "{\"type\":7}",
                "{\"type\":\"ping\"} x"
            })
    void whatIsNoFrameIsMalformed(String text) {
        client.send(text);
        assertThat(client.take("error").get("code").asString()).isEqualTo("MALFORMED");
        isStillThere();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'type':'resume','id':'x'}|INVALID|heads",
                "{'type':'resume','id':'x','heads':{'nonsense':1}}|INVALID|heads.nonsense",
                "{'type':'resume','id':'x','heads':{'00000000-0000-0000-0000-000000000001':-1}}|INVALID|heads.00000000-0000-0000-0000-000000000001",
                "{'type':'resume','id':'x','heads':{'00000000-0000-0000-0000-000000000001':'1'}}|INVALID|heads.00000000-0000-0000-0000-000000000001",
                "{'type':'resume','id':'x','heads':{'00000000-0000-0000-0000-000000000001':1.5}}|INVALID|heads.00000000-0000-0000-0000-000000000001",
                "{'type':'resume','id':'x','heads':[]}|MALFORMED|heads",
                "{'type':'send','id':'x','clientId':'c','content':{'type':'text','text':'a'}}|INVALID|conversation",
                "{'type':'send','id':'x','conversation':'nonsense','clientId':'c','content':{'type':'text','text':'a'}}|INVALID|conversation",
                "{'type':'send','id':'x','to':'nonsense','clientId':'c','content':{'type':'text','text':'a'}}|INVALID|user",
                "{'type':'send','id':'x','conversation':'00000000-0000-0000-0000-000000000001','content':{'type':'text','text':'a'}}|INVALID|clientId",
                "{'type':'send','id':'x','conversation':'00000000-0000-0000-0000-000000000001','clientId':'c'}|INVALID|content",
                "{'type':'send','id':'x','conversation':'00000000-0000-0000-0000-000000000001','clientId':'c','content':{'type':'text','text':' '}}|INVALID|content.text",
                "{'type':'send','id':'x','conversation':'00000000-0000-0000-0000-000000000001','clientId':'c','content':{'type':'text','text':7}}|MALFORMED|content.text",
                "{'type':'send','id':'x','conversation':'00000000-0000-0000-0000-000000000001','clientId':'c','content':{'type':'text','text':'a'},'extensions':{'$a':1}}|INVALID|extensions",
                "{'type':'send','id':'x','conversation':'00000000-0000-0000-0000-000000000001','clientId':'c','content':{'type':'system','text':'a'}}|INVALID|content.type",
                "{'type':'send','id':'x','conversation':'00000000-0000-0000-0000-000000000001','clientId':'c','content':{'type':'text','text':'a'},'expiresInSeconds':0}|INVALID|expiresInSeconds",
                "{'type':'read','id':'x','conversation':'00000000-0000-0000-0000-000000000001'}|INVALID|seq",
                "{'type':'read','id':'x','seq':1}|INVALID|conversation",
                "{'type':'read','id':'x','conversation':'00000000-0000-0000-0000-000000000001','seq':'1'}|MALFORMED|seq",
                "{'type':'read','id':'x','conversation':'00000000-0000-0000-0000-000000000001','seq':0}|INVALID|seq",
                "{'type':'nonsense','id':'x'}|UNKNOWN_FRAME|type",
            })
    void aFrameOutsideItsLimitsIsRefusedByField(String frame, String code, String field) {
        client.send(frame.replace('\'', '"'));
        JsonNode error = client.take("error");
        assertThat(error.get("code").asString()).as("%s", error).isEqualTo(code);
        assertThat(error.path("field").asString()).as("%s", error).isEqualTo(field);
        assertThat(error.get("id").asString()).isEqualTo("x");
        isStillThere();
    }

    @Test
    void anIdThatIsTooLongIsRefused() {
        client.send("{\"type\":\"ping\",\"id\":\"" + "x".repeat(65) + "\"}");
        assertThat(client.take("error").get("field").asString()).isEqualTo("id");
    }

    @Test
    void unknownFieldsAreIgnored() {
        client.send("{\"type\":\"ping\",\"colour\":\"red\"}");
        client.take("pong");
    }

    @Test
    void aBinaryFrameIsMalformed() {
        client.sendBytes(new byte[] {1, 2, 3});
        assertThat(client.take("error").get("code").asString()).isEqualTo("MALFORMED");
        isStillThere();
    }

    @Test
    void aThousandLevelsAreMalformed() {
        client.send("{\"type\":\"ping\",\"x\":" + "[".repeat(1000) + "]".repeat(1000) + "}");
        assertThat(client.take("error").get("code").asString()).isEqualTo("MALFORMED");
        isStillThere();
    }

    @Test
    void threeMalformedFramesInARowCloseTheConnection() {
        client.send("1").send("2").send("3");
        for (int time = 0; time < 3; time++) {
            assertThat(client.take("error").get("code").asString()).isEqualTo("MALFORMED");
        }
        assertThat(client.closeCode()).isEqualTo(1007);
    }

    @Test
    void aGoodFrameInBetweenIsForgiven() {
        client.send("1").send("2").send("{\"type\":\"ping\"}").send("3").send("4");
        client.find("pong");
        isStillThere();
    }

    @ParameterizedTest
    @ValueSource(ints = {257 * 1024, 1024 * 1024})
    void aFrameThatIsTooLargeIsToldSoAndClosed(int size) {
        client.send("{\"type\":\"ping\",\"x\":\"" + "x".repeat(size) + "\"}");
        JsonNode error = client.take("error");
        assertThat(error.get("code").asString()).isEqualTo("TOO_LARGE");
        assertThat(error.get("detail").asString()).contains("262144");
        assertThat(client.closeCode()).isEqualTo(4413);
    }

    @Test
    void piecesThatTogetherAreTooLargeAreToldSoAndClosed() {
        client.sendInPieces("x".repeat(100 * 1024), 3);
        assertThat(client.take("error").get("code").asString()).isEqualTo("TOO_LARGE");
        assertThat(client.closeCode()).isEqualTo(4413);
    }

    @Test
    void aFrameBeyondAllMeasureEndsTheConnection() {
        client.sendWhatItTakes("x".repeat(3 * 1024 * 1024));
        assertThat(client.closeCode()).isNotEqualTo(1000);
        connect(ben, phone).take("welcome");
    }

    @Test
    void theLargestFrameIsTaken() {
        client.send("{\"type\":\"ping\",\"x\":\"" + "x".repeat(256 * 1024 - 22) + "\"}");
        client.take("pong");
    }

    private void isStillThere() {
        client.send("{\"type\":\"ping\",\"id\":\"there\"}");
        assertThat(client.find("pong").get("id").asString()).isEqualTo("there");
    }
}
