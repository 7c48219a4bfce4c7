package dev.parley.auth.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.auth.Answer;
import dev.parley.auth.AuthServer;
import dev.parley.auth.CommandSide;
import dev.parley.auth.Front;
import dev.parley.auth.House;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class DevicesTest {

    private static AuthServer server;
    private static Front front;
    private String name;

    @BeforeAll
    static void open(@TempDir Path folder) {
        server = new House(folder, new CommandSide()).open();
        front = new Front(server);
    }

    @AfterAll
    static void close() {
        server.close();
    }

    @BeforeEach
    void somebody() {
        name = "p" + UUID.randomUUID().toString().substring(0, 12);
        front.register(name).expect(201);
    }

    @Test
    void theListSaysWhichTheyAreAndWhichOneAsks() {
        Answer phone = front.signIn(name, Front.PASSWORD, Map.of("name", "Phone", "platform", "ios"));
        Answer laptop = front.signIn(name, Front.PASSWORD, Map.of("name", "Laptop", "platform", "linux"));

        JsonNode items =
                front.devices(phone.text("accessToken")).expect(200).body().get("items");

        assertThat(items).hasSize(2);
        JsonNode first = items.get(0);
        assertThat(first.get("device").asString()).isEqualTo(laptop.text("device"));
        assertThat(first.get("name").asString()).isEqualTo("Laptop");
        assertThat(first.get("platform").asString()).isEqualTo("linux");
        assertThat(first.get("address").asString()).isEqualTo("127.0.0.1");
        assertThat(first.get("current").asBoolean()).isFalse();
        assertThat(items.get(1).get("current").asBoolean()).isTrue();
        assertThat(Instant.parse(first.get("openedAt").asString())).isBeforeOrEqualTo(Instant.now());
    }

    @Test
    void whoRenewsItsTokensIsSeen() {
        Answer phone = front.signIn(name);
        front.signIn(name).expect(200);
        Answer renewed = front.refresh(phone.text("refreshToken")).expect(200);

        JsonNode first = front.devices(renewed.text("accessToken")).body().at("/items/0");

        assertThat(first.get("current").asBoolean()).isTrue();
        assertThat(Instant.parse(first.get("lastSeen").asString()))
                .isAfter(Instant.parse(first.get("openedAt").asString()));
    }

    @Test
    void anotherDeviceCanBeSignedOutAndItsTokensDieAtOnce() {
        Answer phone = front.signIn(name);
        Answer lost = front.signIn(name);

        front.as(phone.text("accessToken"), "DELETE", "/api/v1/me/devices/" + lost.text("device"))
                .expect(204);

        front.devices(lost.text("accessToken")).expectProblem(401, "NOT_AUTHENTICATED");
        front.refresh(lost.text("refreshToken")).expectProblem(401, "NOT_AUTHENTICATED");
        assertThat(front.devices(phone.text("accessToken")).body().get("items")).hasSize(1);
        front.as(phone.text("accessToken"), "DELETE", "/api/v1/me/devices/" + lost.text("device"))
                .expect(204);
    }

    @Test
    void theDeviceOfSomebodyElseIsNotTouched() {
        Answer mine = front.signIn(name);
        front.register("other" + name).expect(201);
        Answer theirs = front.signIn("other" + name);

        front.as(mine.text("accessToken"), "DELETE", "/api/v1/me/devices/" + theirs.text("device"))
                .expect(204);

        front.devices(theirs.text("accessToken")).expect(200);
    }

    @Test
    void allOthersCanBeSignedOutOrAll() {
        Answer phone = front.signIn(name);
        Answer laptop = front.signIn(name);
        Answer tablet = front.signIn(name);

        front.as(phone.text("accessToken"), "DELETE", "/api/v1/me/devices").expect(204);

        front.refresh(laptop.text("refreshToken")).expect(401);
        front.refresh(tablet.text("refreshToken")).expect(401);
        front.devices(phone.text("accessToken")).expect(200);

        front.as(phone.text("accessToken"), "DELETE", "/api/v1/me/devices?current=true")
                .expect(204);

        front.devices(phone.text("accessToken")).expect(401);
        front.refresh(phone.text("refreshToken")).expect(401);
    }

    @Test
    void aDeviceThatIsNoneIsNamed() {
        String token = front.signIn(name).text("accessToken");

        front.as(token, "DELETE", "/api/v1/me/devices/phone")
                .expectProblem(400, "INVALID")
                .about("device");
        front.send("GET", "/api/v1/me/devices", null, Map.of()).expectProblem(401, "NOT_AUTHENTICATED");
    }

    @Test
    void anInstallationMayRefuseTheOneDeviceTooMany(@TempDir Path folder) {
        Map<String, Object> settings =
                Map.of("parley.auth.devices-per-account", 2, "parley.auth.too-many-devices", "refuse");
        try (AuthServer strict = new House(folder, new CommandSide()).open(settings)) {
            Front door = new Front(strict);
            door.register("ana").expect(201);
            UUID phone = UUID.randomUUID();
            door.signInOn(phone, "ana").expect(200);
            String laptop = door.signIn("ana").expect(200).text("accessToken");

            Answer refused = door.signIn("ana").expectProblem(409, "TOO_MANY_DEVICES");

            assertThat(refused.text("detail")).contains("2 devices", "Sign out on one of them");
            door.devices(laptop).expect(200);
            door.signInOn(phone, "ana").expect(200);
            door.as(laptop, "DELETE", "/api/v1/me/devices/" + phone).expect(204);
            door.signIn("ana").expect(200);
        }
    }
}
