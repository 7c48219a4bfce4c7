package dev.parley.auth.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.people.PersonCommand.RegisterPerson;
import dev.parley.api.people.UserId;
import dev.parley.api.wire.CommandMetadata;
import dev.parley.auth.AuthServer;
import dev.parley.auth.CommandSide;
import dev.parley.auth.Front;
import dev.parley.auth.House;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.axonframework.commandhandling.CommandMessage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistrationTest {

    private static CommandSide commandSide;
    private static AuthServer server;
    private static Front front;

    @BeforeAll
    static void open(@TempDir Path folder) {
        commandSide = new CommandSide();
        server = new House(folder, commandSide).open();
        front = new Front(server);
    }

    @AfterAll
    static void close() {
        server.close();
    }

    @Test
    void whoeverRegistersIsKnownToTheCommandSideWhenTheAnswerComes() {
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";
        Map<String, Object> body = Front.registration("Ana.Lima", "ana@example.org", Front.PASSWORD);
        body.put("displayName", "  Ana 李娜 ");

        var answer = front.send(
                        "POST", "/api/v1/accounts", """
                        {"username": "Ana.Lima", "email": "ana@example.org", "displayName": "  Ana 李娜 ",
                         "password": "correct horse battery staple", "unknown": [1, 2]}
                        """, Map.of("traceparent", "00-" + trace + "-00f067aa0ba902b7-01"))
                .expect(201);

        String user = answer.text("user");
        assertThat(answer.header("Trace-Id")).isEqualTo(trace);
        assertThat(commandSide.person(user)).isEqualTo(new RegisterPerson(UserId.of(user), "Ana.Lima", "Ana 李娜"));
        CommandMessage<?> command = commandSide.receivedFor(user).getFirst();
        assertThat(command.getMetaData().get(CommandMetadata.SENDER)).isEqualTo(user);
        assertThat(command.getMetaData().get(CommandMetadata.TRACE)).isEqualTo(trace);
    }

    @Test
    void withoutADisplayNamePeopleSeeTheUserName() {
        String user = front.register("Plain_Name").expect(201).text("user");

        assertThat(commandSide.person(user).displayName()).isEqualTo("Plain_Name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Straße", "李小龙123", "o.o", "a-b_c.d", "Ωμέγα", "x2345678901234567890123456789012"})
    void manyWritingsMakeAUserName(String username) {
        front.register(username, "u" + username.hashCode() + "@example.org", Front.PASSWORD)
                .expect(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"taken.one", "TAKEN.ONE", "Ｔａｋｅｎ．ｏｎｅ", "taken.ºne"})
    void aUserNameIsTakenHoweverItIsWritten(String again) {
        front.register("Taken.One", "taken.one@example.org", Front.PASSWORD);

        front.register(again, "another@example.org", Front.PASSWORD)
                .expectProblem(409, "TAKEN")
                .about("username");
    }

    @Test
    void anEmailAddressIsTakenHoweverItIsWritten() {
        front.register("mail.one", "Mail.One@Example.org", Front.PASSWORD).expect(201);

        front.register("mail.two", "mail.one@EXAMPLE.ORG", Front.PASSWORD)
                .expectProblem(409, "TAKEN")
                .about("email");
    }

    @Test
    void aFinishedAccountIsTakenEvenForItsOwner() {
        front.register("owner").expect(201);

        front.register("owner").expectProblem(409, "TAKEN").about("username");
    }

    @Test
    void ofManyWhoAskForOneNameAtOnceOneGetsIt() throws Exception {
        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = people.invokeAll(IntStream.range(0, 8)
                    .mapToObj(i -> (Callable<Integer>)
                            () -> front.register("wanted", "wanted" + i + "@example.org", "password number " + i)
                                    .status())
                    .toList());

            var statuses = answers.stream().map(answer -> answer.resultNow()).toList();
            assertThat(statuses).containsOnlyOnce(201).containsOnly(201, 409);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ab",
                "x23456789012345678901234567890123",
                "with space",
                "at@sign",
                "semi;colon",
                "...",
                "",
                "ﷺ",
                "a\u200Bbc",
                "rtl\u202Eabc"
            })
    void whatIsNoUserNameIsNamed(String username) {
        front.register(username, "fine@example.org", Front.PASSWORD)
                .expectProblem(400, "INVALID")
                .about("username");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "@example.org",
                "a@",
                "a@localhost",
                "a b@example.org",
                "a\u200b@example.org",
                "\u202eana@example.org",
                "a\u2028b@example.org",
                "a@b@example.org",
                "a@-x.org",
                "a@x..org",
                "a@ﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺﷺ.org"
            })
    void whatIsNoEmailAddressIsNamed(String email) {
        front.register("somebody.else", email, Front.PASSWORD)
                .expectProblem(400, "INVALID")
                .about("email");
    }

    @Test
    void anEmailAddressHasAtMost254Characters() {
        String domain = ".example.org";
        String longest = "a@" + ("b".repeat(60) + ".").repeat(4).substring(0, 254 - 2 - domain.length()) + domain;

        front.register("longest.mail", longest, Front.PASSWORD).expect(201);
        front.register("longer.mail", "a" + longest, Front.PASSWORD)
                .expectProblem(400, "INVALID")
                .about("email");
    }

    @ParameterizedTest
    @CsvSource({"7, 400", "8, 201", "128, 201", "129, 400"})
    void aPasswordHas8To128CharactersOfAnyKind(int length, int status) {
        String password = "密".repeat(length);

        var answer = front.register("pw" + length + "x", "pw" + length + "@example.org", password)
                .expect(status);
        if (status == 400) {
            answer.expectProblem(400, "INVALID").about("password");
            assertThat(answer.text("detail")).contains("8", "128", String.valueOf(length));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "   ",
                "12345678901234567890123456789012345678901234567890123456789012345",
                "two\nlines",
                "nul\u0000"
            })
    void whatIsNoDisplayNameIsNamed(String displayName) {
        Map<String, Object> body = Front.registration("display", "display@example.org", Front.PASSWORD);
        body.put("displayName", displayName);

        front.post("/api/v1/accounts", body).expectProblem(400, "INVALID").about("displayName");
    }

    @Test
    void halfACharacterIsNoDisplayName() {
        front.post("/api/v1/accounts", """
                        {"username": "half", "email": "half@example.org", "password": "long enough", "displayName": "\\ud83d"}
                        """).expectProblem(400, "INVALID").about("displayName");
    }

    @ParameterizedTest
    @ValueSource(strings = {"username", "password", "email"})
    void aMissingFieldIsNamed(String field) {
        Map<String, Object> body = Front.registration("missing", "missing@example.org", Front.PASSWORD);
        body.remove(field);

        front.post("/api/v1/accounts", body).expectProblem(400, "INVALID").about(field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "\"text\"", "null", "{\"username\": \"a\", }", "{\"username\": {}}"})
    void whatIsNotTheJsonAskedForIsMalformed(String body) {
        front.post("/api/v1/accounts", body).expectProblem(400, "MALFORMED");
    }

    @ParameterizedTest
    @CsvSource({"username, 123", "password, 12345678", "email, true", "displayName, 1.5"})
    void aNumberIsNoText(String field, String value) {
        front.post("/api/v1/accounts", "{\"" + field + "\": " + value + "}")
                .expectProblem(400, "MALFORMED")
                .about(field);
    }

    @Test
    void aBodyLargerThan16KibIsNotReadToItsEnd() {
        front.register("large", "large@example.org", "x".repeat(100_000)).expectProblem(413, "TOO_LARGE");
    }
}
