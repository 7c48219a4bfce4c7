package dev.parley.auth.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.auth.Answer;
import dev.parley.auth.AuthServer;
import dev.parley.auth.CommandSide;
import dev.parley.auth.Front;
import dev.parley.auth.House;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignInTest {

    private static AuthServer server;
    private static Front front;
    private static String ana;

    @BeforeAll
    static void open(@TempDir Path folder) {
        server = new House(folder, new CommandSide()).open();
        front = new Front(server);
        ana = front.register("Ana", "Ana@Example.org", Front.PASSWORD)
                .expect(201)
                .text("user");
    }

    @AfterAll
    static void close() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Ana", "ana", "ＡＮＡ", "ana@example.org", "ANA@EXAMPLE.ORG"})
    void peopleSignInByTheirUserNameOrEmailAddress(String login) {
        Answer answer = front.signIn(login).expect(200);

        assertThat(answer.text("user")).isEqualTo(ana);
        assertThat(answer.text("tokenType")).isEqualTo("Bearer");
        assertThat(answer.body().path("expiresIn").asInt()).isEqualTo(900);
        assertThat(answer.text("accessToken")).isNotEmpty();
        assertThat(answer.text("refreshToken")).isNotEmpty();
        assertThat(UUID.fromString(answer.text("device"))).isNotNull();
        assertThat(answer.header("Cache-Control")).contains("no-store");
    }

    @Test
    void everyKeyboardTypesTheSamePassword() {
        front.register("zoe", "zoe@example.org", "Zoë\u00A0likes müsli").expect(201);

        front.signIn("zoe", "Zoe\u0308 likes mu\u0308sli").expect(200);
    }

    @Test
    void aWrongPasswordAndAnUnknownNameLookTheSame() {
        Answer wrong = front.signIn("ana", "not her password").expectProblem(401, "NOT_AUTHENTICATED");
        Answer unknown = front.signIn("nobody", "not her password").expectProblem(401, "NOT_AUTHENTICATED");

        assertThat(unknown.text("detail")).isEqualTo(wrong.text("detail"));
        assertThat(unknown.text("field")).isEqualTo(wrong.text("field")).isEmpty();
        assertThat(wrong.header("WWW-Authenticate")).isEqualTo("Bearer");
    }

    @ParameterizedTest
    @CsvSource({"username, username", "password, password", "device, device"})
    void aMissingFieldIsNamed(String missing, String field) {
        Map<String, Object> body = new HashMap<>(Map.of(
                "username", "ana", "password", Front.PASSWORD, "device", Map.of("name", "phone", "platform", "ios")));
        body.remove(missing);

        front.post("/api/v1/sessions", body).expectProblem(400, "INVALID").about(field);
    }

    @Test
    void aDeviceHasANameAndAPlatform() {
        front.signIn("ana", Front.PASSWORD, Map.of("platform", "ios"))
                .expectProblem(400, "INVALID")
                .about("device.name");
        front.signIn("ana", Front.PASSWORD, Map.of("name", " ", "platform", "ios"))
                .expectProblem(400, "INVALID")
                .about("device.name");
        front.signIn("ana", Front.PASSWORD, Map.of("name", "phone"))
                .expectProblem(400, "INVALID")
                .about("device.platform");
        front.signIn("ana", Front.PASSWORD, Map.of("name", "phone", "platform", "ios", "id", "7"))
                .expectProblem(400, "INVALID")
                .about("device.id");
    }

    @Test
    void eachSignInIsANewDeviceUnlessItSaysWhichOneItIs() {
        UUID phone = UUID.randomUUID();

        assertThat(front.signIn("ana").text("device"))
                .isNotEqualTo(front.signIn("ana").text("device"));
        assertThat(front.signInOn(phone, "ana").text("device")).isEqualTo(phone.toString());
    }

    @Test
    void aDeviceThatSignsInAgainEndsItsOldSession() {
        UUID phone = UUID.randomUUID();
        String before = front.signInOn(phone, "ana").expect(200).text("refreshToken");
        String after = front.signInOn(phone, "ana").expect(200).text("refreshToken");

        front.refresh(before).expectProblem(401, "NOT_AUTHENTICATED");
        front.refresh(after).expect(200);
    }

    @Test
    void ofManySignInsOnOneDeviceAtOnceOneSessionRemains() throws Exception {
        UUID phone = UUID.randomUUID();
        front.register("hasty").expect(201);
        List<String> tokens;
        try (ExecutorService hands = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<String> signIn =
                    () -> front.signInOn(phone, "hasty").expect(200).text("refreshToken");
            tokens = hands.invokeAll(Collections.nCopies(6, signIn)).stream()
                    .map(Future::resultNow)
                    .toList();
        }

        assertThat(tokens.stream().map(front::refresh).map(Answer::status)).containsOnlyOnce(200);
    }

    @Test
    void twoPeopleMayShareADevice() {
        UUID tablet = UUID.randomUUID();
        front.register("ben").expect(201);
        String hers = front.signInOn(tablet, "ana").expect(200).text("refreshToken");
        String his = front.signInOn(tablet, "ben").expect(200).text("refreshToken");

        front.refresh(hers).expect(200);
        front.refresh(his).expect(200);
    }

    @Test
    void theSixthDeviceEndsTheOneNotUsedForLongest() {
        front.register("collector").expect(201);
        List<String> tokens = new ArrayList<>();
        for (int device = 1; device <= 5; device++) {
            tokens.add(front.signIn("collector").expect(200).text("refreshToken"));
        }
        tokens.set(0, front.refresh(tokens.getFirst()).expect(200).text("refreshToken"));

        String sixth = front.signIn("collector").expect(200).text("refreshToken");

        front.refresh(tokens.get(1)).expectProblem(401, "NOT_AUTHENTICATED");
        for (int device : new int[] {0, 2, 3, 4}) {
            front.refresh(tokens.get(device)).expect(200);
        }
        front.refresh(sixth).expect(200);
    }
}
