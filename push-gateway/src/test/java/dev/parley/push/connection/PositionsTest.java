package dev.parley.push.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.conversation.ConversationEvent.MemberKicked;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.Window;
import dev.parley.api.position.PositionMoved;
import dev.parley.push.position.PositionFanout;
import dev.parley.push.position.RecordedPositions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class PositionsTest extends GatewayTest {

    @Autowired
    RecordedPositions positions;

    @Autowired
    PositionFanout fanout;

    @BeforeEach
    void nothingIsRead() {
        positions.clear();
    }

    @Test
    void readingIsConfirmedAndKept() {
        Client client = live(ana, phone);
        publish(created(ana, ben));
        publish(message(ben, 1, "hello"));
        client.find("event");
        client.send("{\"type\":\"read\",\"id\":\"r1\",\"conversation\":\"" + group + "\",\"seq\":1}");
        assertThat(client.find("ok").get("id").asString()).isEqualTo("r1");
        PositionMoved kept = positions.all().getLast();
        assertThat(kept.user()).isEqualTo(ana);
        assertThat(kept.read()).isEqualTo(1);
        assertThat(kept.delivered()).isEqualTo(1);
    }

    @Test
    void whatWasReceivedStaysReceivedWhenLessIsRead() {
        Client client = live(ana, phone);
        publish(created(ana, ben));
        for (int seq = 1; seq <= 5; seq++) {
            publish(message(ben, seq, "hello"));
        }
        client.send("{\"type\":\"delivered\",\"conversation\":\"" + group + "\",\"seq\":5}");
        client.send("{\"type\":\"read\",\"conversation\":\"" + group + "\",\"seq\":3}");
        client.find("ok");
        PositionMoved kept = positions.all().getLast();
        assertThat(kept.read()).isEqualTo(3);
        assertThat(kept.delivered()).isEqualTo(5);
    }

    @Test
    void nobodyReadsWhatWasNotSaid() {
        Client client = live(ana, phone);
        project(created(ana, ben), 2);
        project(message(ben, 1, "hello"), 2);
        belongs(ana, Window.from(0, 0));
        client.send("{\"type\":\"read\",\"id\":\"r\",\"conversation\":\"" + group + "\",\"seq\":2}");
        JsonNode error = client.find("error");
        assertThat(error.get("code").asString()).isEqualTo("INVALID");
        assertThat(error.get("field").asString()).isEqualTo("seq");
    }

    @Test
    void viewsThatLagSayNoWrongNo() {
        Client client = live(ana, phone);
        publish(created(ben));
        client.send("{\"type\":\"read\",\"id\":\"r\",\"conversation\":\"" + group + "\",\"seq\":1}");
        assertThat(client.find("error").get("code").asString()).isEqualTo("VIEW_BEHIND");
    }

    @Test
    void aStrangerFindsNothingAndAFormerMemberIsTold() {
        project(created(ana, ben), 2);
        project(new MemberKicked(group, ben, 0, ana, Instant.now()), 1);
        belongs(ben, Window.from(0, 0).until(1, 0));
        Client bens = live(ben, phone);
        bens.send("{\"type\":\"read\",\"id\":\"r\",\"conversation\":\"" + group + "\",\"seq\":1}");
        assertThat(bens.find("error").get("code").asString()).isEqualTo("NOT_A_MEMBER");
        bens.send("{\"type\":\"read\",\"id\":\"r\",\"conversation\":\"" + new ConversationId(ben.value())
                + "\",\"seq\":1}");
        assertThat(bens.find("error").get("code").asString()).isEqualTo("NOT_FOUND");
    }

    @Test
    void aPositionIsShownToOnesOwnDevicesAtOnceAndToASmallGroupSoon() {
        Client anas = live(ana, phone);
        Client bens = live(ben, phone);
        project(created(ana, ben), 2);
        fanout.shown(List.of(
                        new PositionMoved(ana, group, 1, 2, Instant.now()),
                        new PositionMoved(ana, group, 2, 2, Instant.now())))
                .block();
        anas.take("event");
        assertThat(anas.take("position").get("read").asLong()).isEqualTo(1);
        assertThat(anas.take("position").get("read").asLong()).isEqualTo(2);
        bens.take("event");
        JsonNode shown = bens.take("position");
        assertThat(shown.get("user").asString()).isEqualTo(ana.toString());
        assertThat(shown.get("read").asLong()).isEqualTo(2);
        assertThat(shown.get("delivered").asLong()).isEqualTo(2);
    }

    @Test
    void aPositionInALargeGroupIsShownToNobodyElse() {
        Client bens = live(ben, phone);
        project(created(ana, ben), 51);
        bens.take("event");
        fanout.shown(List.of(new PositionMoved(ana, group, 1, 1, Instant.now())))
                .block();
        // Ben's own comes at once; had Ana's been shown, it would have come before the second of Ben's.
        fanout.shown(List.of(new PositionMoved(ben, group, 1, 1, Instant.now())))
                .block();
        assertThat(bens.take("position").get("user").asString()).isEqualTo(ben.toString());
    }

    @Test
    void restReadsToo() throws Exception {
        project(created(ana, ben), 2);
        project(message(ben, 1, "hello"), 2);
        belongs(ana, Window.from(0, 0));
        assertThat(put("{\"seq\":1}").statusCode()).isEqualTo(204);
        assertThat(positions.all().getLast().read()).isEqualTo(1);
        HttpResponse<String> refused = put("{\"seq\":2}");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(json.readTree(refused.body()).get("field").asString()).isEqualTo("seq");
    }

    private HttpResponse<String> put(String body) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(
                                        "http://localhost:" + port + "/api/v1/conversations/" + group + "/read"))
                                .header("Authorization", "Bearer " + TestTokens.token(ana, phone))
                                .header("Content-Type", "application/json")
                                .PUT(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
