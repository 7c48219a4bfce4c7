package dev.parley.push.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.conversation.ConversationEvent.MemberKicked;
import dev.parley.api.conversation.ConversationEvent.MembersAdded;
import dev.parley.api.conversation.GroupEvent;
import dev.parley.api.conversation.MembershipEvent;
import dev.parley.api.conversation.MessageEvent;
import dev.parley.api.conversation.MessageId;
import dev.parley.api.conversation.Window;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class EventsTest extends GatewayTest {

    @Test
    void anEventReachesEachDeviceOfEachMemberAndNobodyElse() {
        Client anasPhone = live(ana, phone);
        Client anasLaptop = live(ana, laptop);
        Client stranger = live(ben, phone);

        publish(created(ana));
        publish(message(ana, 1, "hello"));

        for (Client client : List.of(anasPhone, anasLaptop)) {
            assertThat(client.take("event").get("event").asString()).isEqualTo("ConversationCreated");
            JsonNode event = client.take("event");
            assertThat(event.get("conversation").asString()).isEqualTo(group.toString());
            assertThat(event.get("version").asLong()).isEqualTo(1);
            assertThat(event.get("by").asString()).isEqualTo(ana.toString());
            assertThat(event.has("at")).isTrue();
            assertThat(event.at("/data/seq").asLong()).isEqualTo(1);
            assertThat(event.at("/data/content/text").asString()).isEqualTo("hello");
        }
        stranger.send("{\"type\":\"ping\"}");
        stranger.take("pong");
    }

    @Test
    void eventsWaitForTheFirstResume() {
        publish(created(ana));
        belongs(ana, Window.from(0, 0));
        Client client = connect(ana, phone);
        client.take("welcome");
        publish(message(ana, 1, "held"));
        client.send("{\"type\":\"ping\"}");
        client.take("pong");
        client.send("{\"type\":\"resume\",\"id\":\"r\",\"heads\":{\"" + group + "\":0}}");
        assertThat(client.take("event").get("version").asLong()).isEqualTo(1);
        assertThat(client.take("caughtUp").get("id").asString()).isEqualTo("r");
        JsonNode heads = client.take("heads");
        assertThat(heads.get("count").asInt()).isEqualTo(1);
        assertThat(heads.get("digest").asString()).isEqualTo(digest(1));
    }

    @Test
    void withoutAResumeEventsFlowAfterAWhile() {
        project(created(ana), 1);
        belongs(ana, Window.from(0, 0));
        Client client = connect(ana, phone);
        client.take("welcome");
        publish(message(ana, 1, "held"));
        assertThat(client.take("event").get("version").asLong()).isEqualTo(1);
        assertThat(client.take("heads").get("digest").asString()).isEqualTo(digest(1));
    }

    @Test
    void whatWasMissedComesFromTheLogAndThenFromTheTail() {
        project(created(ana), 1);
        belongs(ana, Window.from(0, 0));
        for (int seq = 1; seq <= 20; seq++) {
            project(message(ana, seq, "logged " + seq), 1);
        }
        for (int seq = 21; seq <= 30; seq++) {
            publish(message(ana, seq, "only dispatched " + seq));
        }
        Client client = connect(ana, phone);
        client.take("welcome");
        client.send("{\"type\":\"resume\",\"heads\":{\"" + group + "\":5}}");
        for (int version = 6; version <= 30; version++) {
            assertThat(client.take("event").get("version").asLong()).isEqualTo(version);
        }
        client.take("caughtUp");
    }

    @Test
    void tooMuchIsReset() {
        project(created(ana), 1);
        belongs(ana, Window.from(0, 0));
        for (int seq = 1; seq <= 501; seq++) {
            publish(message(ana, seq, "logged " + seq));
        }
        project(message(ana, 502, "the last"), 1);
        Client client = connect(ana, phone);
        client.take("welcome");
        client.send("{\"type\":\"resume\",\"heads\":{\"" + group + "\":1}}");
        assertThat(client.take("reset").get("version").asLong()).isEqualTo(502);
        client.take("caughtUp");
        client.take("heads");
        publish(message(ana, 503, "and on"));
        assertThat(client.take("event").get("version").asLong()).isEqualTo(503);
    }

    @Test
    void aHeadThatNeverWasIsReset() {
        project(created(ana), 1);
        belongs(ana, Window.from(0, 0));
        Client client = connect(ana, phone);
        client.take("welcome");
        client.send("{\"type\":\"resume\",\"heads\":{\"" + group + "\":99}}");
        assertThat(client.take("reset").get("version").asLong()).isZero();
        client.take("caughtUp");
    }

    @Test
    void theKickIsTheLastThatAMemberSees() {
        Client bens = live(ben, phone);
        publish(created(ana, ben));
        publish(message(ana, 1, "hello"));
        publish(new MemberKicked(group, ben, 1, ana, Instant.now()));
        publish(message(ana, 2, "he is gone"));
        publish(new MembersAdded(group, List.of(ben), 2, ana, Instant.now()));
        publish(message(ana, 3, "he is back"));
        for (long version : new long[] {0, 1, 2, 4, 5}) {
            assertThat(bens.take("event").get("version").asLong()).isEqualTo(version);
        }
    }

    @Test
    void theDisbandingIsTheLastThatEverybodySees() {
        Client bens = live(ben, phone);
        publish(created(ana, ben));
        publish(new GroupEvent.GroupDisbanded(group, 0, ana, Instant.now()));
        assertThat(bens.take("event").get("version").asLong()).isZero();
        assertThat(bens.take("event").get("event").asString()).isEqualTo("GroupDisbanded");
        bens.send("{\"type\":\"resume\",\"heads\":{\"" + group + "\":1}}");
        bens.take("caughtUp");
        assertThat(bens.take("heads").get("count").asInt()).isZero();
    }

    @Test
    void whatIsForAdminsAloneComesWithoutAnythingInIt() {
        Client bens = live(ben, phone);
        publish(created(ana, ben));
        publish(new MembershipEvent.JoinRequested(group, "let me in", ana, Instant.now()));
        bens.take("event");
        JsonNode withheld = bens.take("event");
        assertThat(withheld.get("event").asString()).isEqualTo("Withheld");
        assertThat(withheld.get("version").asLong()).isEqualTo(1);
        assertThat(withheld.has("data")).isFalse();
        assertThat(withheld.has("by")).isFalse();
    }

    @Test
    void whoComesLaterIsNotToldWhatWasTakenBack() {
        project(created(ana), 1);
        belongs(ana, Window.from(0, 0));
        publish(message(ana, 1, "a slip"));
        publish(message(ana, 2, "well said"));
        publish(new MessageEvent.MessageRecalled(group, new MessageId(group, 1), ana, Instant.now()));
        Client client = connect(ana, phone);
        client.take("welcome");
        client.send("{\"type\":\"resume\",\"heads\":{\"" + group + "\":0}}");
        JsonNode recalled = client.take("event").get("data");
        assertThat(recalled.get("seq").asLong()).isEqualTo(1);
        assertThat(recalled.has("content")).isFalse();
        assertThat(client.take("event").get("data").get("content").get("text").asString())
                .isEqualTo("well said");
    }

    @Test
    void aFormerMemberWhoWasAwayGetsTheRestUpToTheKick() {
        project(created(ana, ben), 2);
        project(message(ana, 1, "hello"), 2);
        project(new MemberKicked(group, ben, 1, ana, Instant.now()), 1);
        project(message(ana, 2, "he is gone"), 1);
        belongs(ben, Window.from(0, 0).until(2, 1));
        Client bens = connect(ben, phone);
        bens.take("welcome");
        bens.send("{\"type\":\"resume\",\"heads\":{\"" + group + "\":0}}");
        assertThat(bens.take("event").get("version").asLong()).isEqualTo(1);
        assertThat(bens.take("event").get("event").asString()).isEqualTo("MemberKicked");
        bens.take("caughtUp");
        assertThat(bens.take("heads").get("count").asInt()).isZero();
    }

    @Test
    void aLaterResumeSendsAgainWhatItAsksFor() {
        Client client = live(ana, phone);
        project(created(ana), 1);
        project(message(ana, 1, "hello"), 1);
        client.take("event");
        client.take("event");
        client.send("{\"type\":\"resume\",\"heads\":{\"" + group + "\":0}}");
        assertThat(client.take("event").get("version").asLong()).isEqualTo(1);
        client.take("caughtUp");
    }

    private String digest(long version) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest((group + ":" + version).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().toHexDigits(ByteBuffer.wrap(hash).getLong());
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
