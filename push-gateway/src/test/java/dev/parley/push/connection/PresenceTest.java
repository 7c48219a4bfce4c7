package dev.parley.push.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.api.people.Contact;
import dev.parley.api.people.ContactsView;
import dev.parley.api.people.FriendshipId;
import dev.parley.api.people.PersonState;
import dev.parley.api.people.PersonView;
import dev.parley.api.people.Privacy;
import dev.parley.api.people.Profile;
import dev.parley.api.people.UserId;
import dev.parley.api.presence.DeviceState;
import dev.parley.api.presence.PresenceNews;
import dev.parley.api.projection.Views;
import dev.parley.push.presence.Presences;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

@TestPropertySource(properties = {"parley.push.presence.linger=200ms", "parley.push.presence.lease=2s"})
class PresenceTest extends GatewayTest {

    @Autowired
    Presences presences;

    @BeforeEach
    void everybodyIsKnown() {
        for (UserId user : List.of(ana, ben)) {
            lets(user, Privacy.OPEN);
        }
    }

    @Test
    void whoWatchesIsToldWhatIsAndWhatChanges() {
        Client bens = live(ben, phone);
        bens.send(watch(ana));
        JsonNode before = bens.find("presence");
        assertThat(before.get("user").asString()).isEqualTo(ana.toString());
        assertThat(before.get("state").asString()).isEqualTo("offline");
        assertThat(before.has("lastSeen")).isFalse();

        Client anas = live(ana, phone);
        JsonNode online = bens.find("presence");
        assertThat(online.get("state").asString()).isEqualTo("online");
        assertThat(online.get("devices").asInt()).isEqualTo(1);

        anas.send("{\"type\":\"status\",\"state\":\"away\"}");
        JsonNode away = bens.find("presence");
        assertThat(away.get("state").asString()).isEqualTo("away");
        assertThat(away.has("lastSeen")).isTrue();

        Client anasLaptop = live(ana, laptop);
        JsonNode both = bens.find("presence");
        assertThat(both.get("state").asString()).isEqualTo("online");
        assertThat(both.get("devices").asInt()).isEqualTo(2);

        anas.close();
        anasLaptop.close();
        JsonNode offline = bens.find("presence");
        while (!offline.get("state").asString().equals("offline")) {
            offline = bens.find("presence");
        }
        assertThat(Instant.parse(offline.get("lastSeen").asString())).isBefore(Instant.now());
    }

    @Test
    void aNewListReplacesTheOldOne() {
        UserId cem = new UserId(UUID.randomUUID());
        lets(cem, Privacy.OPEN);
        Client bens = live(ben, phone);
        bens.send(watch(ana));
        bens.find("presence");
        bens.send(watch(cem));
        bens.find("presence");
        live(ana, phone);
        live(cem, phone);
        assertThat(bens.find("presence").get("user").asString()).isEqualTo(cem.toString());
    }

    @Test
    void whoKeepsOthersOffIsNeverThere() {
        live(ana, phone);
        lets(ana, Privacy.OPEN.with(null, null, null, Privacy.Circle.NOBODY));
        awaitPresence(ana, ana, "online");
        assertThat(rest(ben, ana)).isEqualTo("offline");
        lets(ana, Privacy.OPEN.with(null, null, null, Privacy.Circle.FRIENDS));
        assertThat(rest(ben, ana)).isEqualTo("offline");
        save(
                Views.CONTACTS,
                ben.toString(),
                new ContactsView(
                        ben,
                        Map.of(ana, Contact.none(FriendshipId.between(ana, ben)).befriended(Instant.now(), 0))));
        assertThat(rest(ben, ana)).isEqualTo("online");
    }

    @Test
    void aBlockHidesBothAtOnce() {
        Client anas = live(ana, phone);
        Client bens = live(ben, phone);
        awaitPresence(ben, ana, "online");
        awaitPresence(ana, ben, "online");
        bens.send(watch(ana));
        anas.send(watch(ben));
        assertThat(bens.find("presence").get("state").asString()).isEqualTo("online");
        assertThat(anas.find("presence").get("state").asString()).isEqualTo("online");
        presences.acquaintanceChanged(ana, ben, true);
        assertThat(bens.find("presence").get("state").asString()).isEqualTo("offline");
        assertThat(anas.find("presence").get("state").asString()).isEqualTo("offline");
    }

    @Test
    void whoGetsNearerIsShownSoon() {
        lets(ana, Privacy.OPEN.with(null, null, null, Privacy.Circle.NOBODY));
        live(ana, phone);
        Client bens = live(ben, phone);
        awaitPresence(ana, ana, "online");
        bens.send(watch(ana));
        assertThat(bens.find("presence").get("state").asString()).isEqualTo("offline");
        lets(ana, Privacy.OPEN);
        presences.personChanged(ana);
        assertThat(bens.find("presence").get("state").asString()).isEqualTo("online");
    }

    @Test
    void thePeopleOfAGatewayThatIsNotHeardOfAreOfflineAfterItsLease() {
        String other = UUID.randomUUID().toString();
        Instant now = Instant.now();
        presences
                .heard(List.of(
                        new PresenceNews.GatewayAlive(other, now.plusSeconds(3), now),
                        new PresenceNews.DeviceChanged(ana, phone, other, DeviceState.ONLINE, true, now)))
                .block();
        Client bens = live(ben, phone);
        bens.send(watch(ana));
        assertThat(bens.find("presence").get("state").asString()).isEqualTo("online");
        assertThat(bens.find("presence").get("state").asString()).isEqualTo("offline");
    }

    @Test
    void theGatewayThatLostADeviceDoesNotUndoWhatTheNextOneSays() {
        String first = UUID.randomUUID().toString();
        String second = UUID.randomUUID().toString();
        Instant now = Instant.now();
        presences
                .heard(List.of(
                        new PresenceNews.GatewayAlive(first, now.plusSeconds(60), now),
                        new PresenceNews.GatewayAlive(second, now.plusSeconds(60), now),
                        new PresenceNews.DeviceChanged(ana, phone, first, DeviceState.ONLINE, true, now),
                        new PresenceNews.DeviceChanged(ana, phone, second, DeviceState.ONLINE, true, now),
                        new PresenceNews.DeviceChanged(ana, phone, first, DeviceState.OFFLINE, false, now)))
                .block();
        assertThat(rest(ben, ana)).isEqualTo("online");
    }

    @Test
    void aNewerConnectionOfTheDeviceElsewhereReplacesTheOneHere() {
        Client anas = live(ana, phone);
        awaitPresence(ana, ana, "online");
        elsewhere(false);
        anas.send("{\"type\": \"ping\", \"id\": \"still here\"}");
        assertThat(anas.find("pong").get("id").asString()).isEqualTo("still here");
        elsewhere(true);
        assertThat(anas.closeCode()).isEqualTo(4409);
    }

    private void elsewhere(boolean connected) {
        presences
                .heard(List.of(new PresenceNews.DeviceChanged(
                        ana, phone, "elsewhere", DeviceState.ONLINE, connected, Instant.now())))
                .block();
    }

    @Test
    void thereIsALimitToWatching() {
        Client bens = live(ben, phone);
        UserId[] many = IntStream.range(0, 201)
                .mapToObj(number -> new UserId(UUID.randomUUID()))
                .toArray(UserId[]::new);
        bens.send(watch(many));
        JsonNode error = bens.find("error");
        assertThat(error.get("code").asString()).isEqualTo("INVALID");
        assertThat(error.get("field").asString()).isEqualTo("users");
        assertThat(error.get("detail").asString()).contains("200").contains("201");
    }

    private void awaitPresence(UserId viewer, UserId user, String state) {
        await().until(() -> rest(viewer, user).equals(state));
    }

    private String rest(UserId viewer, UserId user) {
        try {
            HttpResponse<String> answer = HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(
                                            URI.create("http://localhost:" + port + "/api/v1/presence?users=" + user))
                                    .header("Authorization", "Bearer " + TestTokens.token(viewer, laptop))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return json.readTree(answer.body()).at("/items/0/state").asString();
        } catch (java.io.IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void lets(UserId user, Privacy privacy) {
        save(
                Views.PEOPLE,
                user.toString(),
                new PersonView(
                        user, "u" + user, "Somebody", Profile.named("Somebody"), PersonState.ACTIVE, privacy, 0));
    }

    private static String watch(UserId... users) {
        return "{\"type\":\"watch\",\"users\":["
                + IntStream.range(0, users.length)
                        .mapToObj(index -> "\"" + users[index] + "\"")
                        .collect(Collectors.joining(","))
                + "]}";
    }
}
