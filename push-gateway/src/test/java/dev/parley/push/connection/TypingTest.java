package dev.parley.push.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.conversation.ConversationEvent.MemberKicked;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.people.Contact;
import dev.parley.api.people.ContactsView;
import dev.parley.api.people.FriendshipId;
import dev.parley.api.people.UserId;
import dev.parley.api.projection.Views;
import dev.parley.api.signal.TypingChanged;
import dev.parley.push.typing.LoopedSignals;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class TypingTest extends GatewayTest {

    @Autowired
    LoopedSignals signals;

    @Test
    void theOthersSeeThatSomebodyTypesAndThatTheyStopped() {
        Client anas = live(ana, phone);
        Client anasOther = live(ana, laptop);
        Client bens = live(ben, phone);
        project(created(ana, ben), 2);

        anas.send(typing(true));
        JsonNode began = bens.find("typing");
        assertThat(began.get("conversation").asString()).isEqualTo(group.toString());
        assertThat(began.get("user").asString()).isEqualTo(ana.toString());
        assertThat(began.get("active").asBoolean()).isTrue();

        anas.send(typing(false));
        assertThat(bens.find("typing").get("active").asBoolean()).isFalse();
        anasOther.find("event");
        anasOther.send("{\"type\":\"ping\"}");
        anasOther.take("pong");
    }

    @Test
    void whatNobodyRepeatsIsOverByItself() {
        Client anas = live(ana, phone);
        Client bens = live(ben, phone);
        project(created(ana, ben), 2);
        anas.send(typing(true));
        assertThat(bens.find("typing").get("active").asBoolean()).isTrue();
        assertThat(bens.find("typing").get("active").asBoolean()).isFalse();
    }

    @Test
    void typingAtEveryKeyIsToldOnce() {
        Client anas = live(ana, phone);
        project(created(ana, ben), 2);
        for (int key = 0; key < 50; key++) {
            anas.send(typing(true));
        }
        anas.send(typing(false)).send(typing(false));
        anas.send("{\"type\":\"read\",\"id\":\"r\",\"conversation\":\"nonsense\",\"seq\":1}");
        anas.find("error");
        org.awaitility.Awaitility.await().until(() -> own().stream().anyMatch(signal -> !signal.active()));
        assertThat(own()).hasSize(2);
    }

    @Test
    void nobodySeesItOfAPersonBehindABlock() {
        UserId cem = new UserId(UUID.randomUUID());
        Client anas = live(ana, phone);
        Client bens = live(ben, phone);
        Client cems = live(cem, phone);
        project(created(ana, ben, cem), 3);
        blocks(ana, ben);
        anas.send(typing(true));
        cems.find("typing");
        bens.find("event");
        bens.send("{\"type\":\"ping\"}");
        bens.take("pong");
    }

    @Test
    void nobodyTypesWhereTheyAreNot() {
        Client bens = live(ben, phone);
        project(created(ana, ben), 2);
        project(new MemberKicked(group, ben, 0, ana, Instant.now()), 1);
        belongs(ben, dev.parley.api.conversation.Window.from(0, 0).until(1, 0));
        bens.send("{\"type\":\"typing\",\"id\":\"t\",\"conversation\":\"" + group + "\",\"active\":true}");
        assertThat(bens.find("error").get("code").asString()).isEqualTo("NOT_A_MEMBER");
        bens.send("{\"type\":\"typing\",\"id\":\"t\",\"conversation\":\"" + new ConversationId(ben.value())
                + "\",\"active\":true}");
        assertThat(bens.find("error").get("code").asString()).isEqualTo("NOT_FOUND");
    }

    @Test
    void inALargeGroupItIsShownToNobody() {
        Client anas = live(ana, phone);
        Client bens = live(ben, phone);
        project(created(ana, ben), 51);
        anas.send(typing(true));
        org.awaitility.Awaitility.await().until(() -> own().size() == 1);
        ConversationId small = ConversationId.direct(ana, ben);
        bens.find("event");
        bens.send("{\"type\":\"ping\"}");
        bens.take("pong");
        assertThat(small).isNotEqualTo(group);
    }

    private List<TypingChanged> own() {
        return signals.told().stream()
                .filter(signal -> signal.conversation().equals(group))
                .toList();
    }

    private void blocks(UserId who, UserId whom) {
        Contact blocked = Contact.none(FriendshipId.between(who, whom)).blocked(Instant.now(), 0);
        save(Views.CONTACTS, who.toString(), new ContactsView(who, Map.of(whom, blocked)));
    }

    private String typing(boolean active) {
        return "{\"type\":\"typing\",\"conversation\":\"" + group + "\",\"active\":" + active + "}";
    }
}
