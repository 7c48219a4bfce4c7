package dev.parley.auth.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.parley.api.people.PersonCommand.ChangeProfile;
import dev.parley.api.people.PersonCommand.ErasePerson;
import dev.parley.api.people.Profile;
import dev.parley.auth.Answer;
import dev.parley.auth.AuthServer;
import dev.parley.auth.CommandSide;
import dev.parley.auth.Front;
import dev.parley.auth.House;
import dev.parley.auth.IdentityStore;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class ProfileTest {

    private final CommandSide commandSide = new CommandSide();
    private House house;
    private AuthServer server;
    private Front front;
    private Answer ana;

    @BeforeEach
    void anaIsSignedIn(@TempDir Path folder) {
        house = new House(folder, commandSide);
        server = house.open();
        front = new Front(server);
        front.register("ana").expect(201);
        ana = front.signIn("ana").expect(200);
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void whatSomebodyChangesIsToldAndWhatTheyDoNotNameStays() {
        patch("""
                {"displayName": " Ana 李娜 ", "status": "On holiday 🏖", "avatar": "https://example.org/a.png", "locale": "zh-cn",
                 "attributes": {"team": "Kitchen", "city": "Lisboa"}}
                """).expect(200);
        Answer me = patch("{\"status\": null, \"attributes\": {\"city\": null, \"desk\": \"12\"}, \"unknown\": 1}")
                .expect(200);

        Profile profile = new Profile(
                "Ana 李娜", "https://example.org/a.png", null, "zh-CN", Map.of("team", "Kitchen", "desk", "12"));
        assertThat(commandSide.taken(ChangeProfile.class).getLast().profile()).isEqualTo(profile);
        assertThat(me.text("username")).isEqualTo("ana");
        assertThat(me.text("displayName")).isEqualTo("Ana 李娜");
        assertThat(me.body().path("attributes").path("desk").asString()).isEqualTo("12");
        assertThat(me.body().has("status")).isFalse();
    }

    @Test
    void theSameAgainIsNoChange() {
        patch("{\"status\": \"Here\"}").expect(200);
        patch("{\"status\": \"Here\"}").expect(200);
        patch("{}").expect(200);

        assertThat(commandSide.taken(ChangeProfile.class)).hasSize(1);
    }

    @Test
    void aChangeThatTheCommandSideMissedIsToldAfterARestart() {
        commandSide.goesDown();
        patch("{\"status\": \"first\"}").expect(200);
        patch("{\"status\": \"second\"}").expect(200);
        server.close();
        commandSide.comesBack();

        server = house.open();

        await().until(() -> !commandSide.taken(ChangeProfile.class).isEmpty());
        ChangeProfile told = commandSide.taken(ChangeProfile.class).getFirst();
        assertThat(told.profile().status()).isEqualTo("second");
        assertThat(told.edition()).isEqualTo(2);
    }

    /** Killed between the command and the note that it was sent: the command comes again, as the same edition. */
    @Test
    void aCommandThatWasSentAndNotNotedComesAgainAsTheSameEdition() {
        patch("{\"status\": \"once\"}").expect(200);
        JdbcClient.create(IdentityStore.open(house.folder()))
                .sql("update account set told = false")
                .update();

        await().until(() -> commandSide.taken(ChangeProfile.class).size() == 2);
        assertThat(commandSide.taken(ChangeProfile.class).getFirst())
                .isEqualTo(commandSide.taken(ChangeProfile.class).getLast());
    }

    @ParameterizedTest
    @CsvSource({
        "displayName, null",
        "displayName, '\"  \"'",
        "displayName, '\"\\u200b\\u200d\"'",
        "displayName, '\"a\\u202eb\"'",
        "displayName, 12",
        "status, '[\"a\"]'",
        "status, '\"two\\nlines\"'",
        "avatar, '\"javascript:alert(1)\"'",
        "avatar, '\"https://example.org/<script>\"'",
        "avatar, '\"http://example.org/a.png\"'",
        "locale, '\"not a locale\"'",
        "locale, '\"\"'",
        "attributes, '\"text\"'",
        "attributes, '{\"Upper case\": \"x\"}'",
        "attributes.a, '{\"a\": 1}'"
    })
    void whatIsNoProfileIsNamedAndChangesNothing(String field, String value) {
        Answer refused = patch("{\"" + field.replaceAll("\\..*", "") + "\": " + value + "}")
                .expect(400);

        assertThat(refused.text("code")).isIn("INVALID", "MALFORMED");
        refused.about(field);
        assertThat(commandSide.taken(ChangeProfile.class)).isEmpty();
    }

    @Test
    void thereAreAtMostSixteenAttributes() {
        StringBuilder many = new StringBuilder("\"a0\": \"x\"");
        for (int i = 1; i < 17; i++) {
            many.append(", \"a").append(i).append("\": \"x\"");
        }
        patch("{\"attributes\": {" + many + "}}").expectProblem(400, "INVALID").about("attributes");
    }

    @Test
    void whoeverLeavesIsForgottenAndTheirNameIsNobodyElses() {
        patch("{\"status\": \"Here\", \"locale\": \"en\"}").expect(200);
        front.as(ana, "DELETE", "/api/v1/me", "{\"password\": \"not my password\"}")
                .expectProblem(403, "WRONG_PASSWORD");

        front.as(ana, "DELETE", "/api/v1/me", "{\"password\": \"" + Front.PASSWORD + "\"}")
                .expect(204);

        assertThat(commandSide.taken(ErasePerson.class)).hasSize(1);
        front.signIn("ana").expectProblem(401, "NOT_AUTHENTICATED");
        front.signIn(ana.text("user")).expectProblem(401, "NOT_AUTHENTICATED");
        front.refresh(ana.text("refreshToken")).expect(401);
        front.register("Ana", "another@example.org", Front.PASSWORD)
                .expectProblem(409, "TAKEN")
                .about("username");
        front.register("somebody", "ana@example.org", Front.PASSWORD).expect(201);
        assertThat(JdbcClient.create(IdentityStore.open(house.folder()))
                        .sql("select * from account where state = 'ERASED'")
                        .query()
                        .singleRow()
                        .toString())
                .doesNotContain("ana", "Here", "argon2");
    }

    @Test
    void whoeverIsSuspendedLearnsItAfterTheRightPasswordAlone() {
        JdbcClient.create(IdentityStore.open(house.folder()))
                .sql("update account set state = 'SUSPENDED'")
                .update();

        front.signIn("ana", "a wrong password").expectProblem(401, "NOT_AUTHENTICATED");
        front.signIn("ana").expectProblem(403, "ACCOUNT_SUSPENDED");
    }

    private Answer patch(String body) {
        return front.as(ana, "PATCH", "/api/v1/me", body);
    }
}
