package dev.parley.auth.factor;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTParser;
import dev.parley.auth.Answer;
import dev.parley.auth.AuthServer;
import dev.parley.auth.CommandSide;
import dev.parley.auth.Front;
import dev.parley.auth.House;
import dev.parley.auth.IdentityStore;
import dev.parley.auth.MovingClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

class SecondFactorTest {

    private static final Duration STEP = Duration.ofSeconds(30);

    private final MovingClock clock = new MovingClock();
    private House house;
    private AuthServer server;
    private Front front;
    private String ana;
    private String token;
    private List<String> recoveryCodes;

    @BeforeEach
    void open(@TempDir Path folder) {
        house = new House(folder, new CommandSide());
        server = house.open(clock);
        front = new Front(server);
        ana = front.register("ana").expect(201).text("user");
        token = front.signIn("ana").expect(200).text("accessToken");
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void anAppIsSetUpByItsSecretOrItsAddress() {
        Answer setUp = as(token, "POST", "/api/v1/me/totp", Map.of()).expect(201);

        assertThat(setUp.text("secret")).matches("[A-Z2-7]{32}");
        assertThat(setUp.text("uri"))
                .isEqualTo("otpauth://totp/Parley%3Aana%40chat.example.org?secret=" + setUp.text("secret")
                        + "&issuer=Parley&algorithm=SHA1&digits=6&period=30");
        assertThat(setUp.header("Cache-Control")).contains("no-store");
    }

    @Test
    void nothingAsksForACodeUntilTheFirstOneWasTyped() {
        App app = App.scanning(as(token, "POST", "/api/v1/me/totp", Map.of()).expect(201), clock);
        front.signIn("ana").expect(200);
        as(token, "POST", "/api/v1/me/totp/confirm", Map.of("code", app.wrongCode()))
                .expectProblem(403, "WRONG_CODE");
        front.signIn("ana").expect(200);

        as(token, "POST", "/api/v1/me/totp/confirm", Map.of("code", app.code())).expect(200);

        front.signIn("ana").expectProblem(401, "SECOND_FACTOR_REQUIRED");
    }

    @Test
    void afterPasswordAndCodeTheTokensSayThatThereWereTwoFactors() throws Exception {
        App app = setUp();
        clock.passes(STEP);

        Answer session = answer(challenge(), app.code()).expect(200);

        Map<String, Object> claims =
                JWTParser.parse(session.text("accessToken")).getJWTClaimsSet().getClaims();
        assertThat(claims)
                .containsEntry("amr", List.of("pwd", "otp", "mfa"))
                .containsEntry("acr", "urn:parley:acr:mfa");
        front.refresh(session.text("refreshToken")).expect(200);
    }

    @Test
    void theDeviceIsTheOneThatGaveThePassword() {
        App app = setUp();
        clock.passes(STEP);
        String device = "0b8b7f0e-6a5e-4a5c-9d1e-0c5f6f1c2d3e";
        String challenge = front.signIn("ana", Front.PASSWORD, Map.of("name", "phone", "platform", "ios", "id", device))
                .expectProblem(401, "SECOND_FACTOR_REQUIRED")
                .text("challenge");

        assertThat(answer(challenge, app.code()).expect(200).text("device")).isEqualTo(device);
    }

    @Test
    void aWrongPasswordNeverLearnsThatACodeWouldBeNeeded() {
        setUp();

        Answer answer = front.signIn("ana", "not her password").expectProblem(401, "NOT_AUTHENTICATED");

        assertThat(answer.text("challenge")).isEmpty();
    }

    @Test
    void aCodeIsGoodOnce() {
        App app = setUp();
        clock.passes(STEP);
        String code = app.code();
        answer(challenge(), code).expect(200);

        answer(challenge(), code).expectProblem(403, "WRONG_CODE");
        clock.passes(STEP);
        answer(challenge(), code).expectProblem(403, "WRONG_CODE");
        answer(challenge(), app.code()).expect(200);
    }

    @Test
    void theCodeThatSetTheAppUpIsUsedUpByIt() {
        App app = setUp();

        answer(challenge(), app.code()).expectProblem(403, "WRONG_CODE");
    }

    @Test
    void aPhoneMayBeHalfAMinuteOffAndNoMore() {
        App app = setUp();
        clock.passes(STEP.multipliedBy(5));

        answer(challenge(), app.codeIn(STEP.multipliedBy(-2))).expectProblem(403, "WRONG_CODE");
        answer(challenge(), app.codeIn(STEP.multipliedBy(2))).expectProblem(403, "WRONG_CODE");
        answer(challenge(), app.codeIn(STEP.negated())).expect(200);
        answer(challenge(), app.codeIn(STEP)).expect(200);
    }

    @Test
    void ofManyUsesOfOneCodeAtOnceOneIsGood() throws Exception {
        App app = setUp();
        clock.passes(STEP);
        List<String> challenges = Stream.generate(this::challenge).limit(5).toList();
        String code = app.code();

        assertThat(atOnce(challenges.stream()
                        .<Callable<Answer>>map(challenge -> () -> answer(challenge, code))
                        .toList()))
                .containsOnlyOnce(200);
    }

    @Test
    void ofManyUsesOfOneRecoveryCodeAtOnceOneIsGood() throws Exception {
        setUp();
        String recovery = recoveryCodes.getFirst();
        List<String> challenges = Stream.generate(this::challenge).limit(5).toList();

        assertThat(atOnce(challenges.stream()
                        .<Callable<Answer>>map(challenge -> () -> recover(challenge, recovery))
                        .toList()))
                .containsOnlyOnce(200);
    }

    @Test
    void aRecoveryCodeStandsInForTheAppOnceHoweverItIsTyped() {
        setUp();
        List<String> codes = recoveryCodes;
        assertThat(codes)
                .hasSize(10)
                .doesNotHaveDuplicates()
                .allMatch(code -> code.matches("([0-9a-z]{4}-){3}[0-9a-z]{4}"));

        recover(challenge(), codes.get(0)).expect(200);
        recover(challenge(), codes.get(1).toUpperCase(Locale.ROOT).replace('-', ' '))
                .expect(200);
        answer(challenge(), codes.get(2)).expect(200);
        recover(challenge(), codes.get(0)).expectProblem(403, "WRONG_CODE");

        assertThat(as(token, "GET", "/api/v1/me/factors", null)
                        .expect(200)
                        .body()
                        .path("recoveryCodesLeft")
                        .asInt())
                .isEqualTo(7);
    }

    @Test
    void newRecoveryCodesReplaceTheOldOnes() {
        setUp();
        String old = recoveryCodes.getFirst();

        String fresh = recoveryCodes(
                        as(token, "POST", "/api/v1/me/recovery-codes", Map.of()).expect(200))
                .getFirst();

        recover(challenge(), old).expectProblem(403, "WRONG_CODE");
        recover(challenge(), fresh).expect(200);
    }

    @Test
    void aChallengeIsGoodForOneSignIn() {
        App app = setUp();
        clock.passes(STEP);
        String challenge = challenge();
        answer(challenge, app.code()).expect(200);
        clock.passes(STEP);

        answer(challenge, app.code()).expectProblem(401, "NOT_AUTHENTICATED");
    }

    @Test
    void aChallengeLivesForFiveMinutesAndSurvivesARestart() {
        App app = setUp();
        clock.passes(STEP);
        String early = challenge();
        clock.passes(Duration.ofMinutes(4));
        server.close();
        server = house.open(clock);
        front = new Front(server);
        String late = challenge();

        answer(early, app.code()).expect(200);
        clock.passes(Duration.ofSeconds(301));
        answer(late, app.code()).expectProblem(401, "NOT_AUTHENTICATED");
    }

    @Test
    void aChallengeOfSomebodyElseTakesNoCodeOfMine() {
        App anas = setUp();
        front.register("ben").expect(201);
        String bens = front.signIn("ben").expect(200).text("accessToken");
        App app = App.scanning(as(bens, "POST", "/api/v1/me/totp", Map.of()).expect(201), clock);
        as(bens, "POST", "/api/v1/me/totp/confirm", Map.of("code", app.code())).expect(200);
        clock.passes(STEP);
        String challenge =
                front.signIn("ben").expectProblem(401, "SECOND_FACTOR_REQUIRED").text("challenge");

        answer(challenge, anas.code()).expectProblem(403, "WRONG_CODE");
    }

    @Test
    void whatIsNoChallengeOfOursIsRefused() {
        App app = setUp();
        clock.passes(STEP);
        String challenge = challenge();

        for (String tampered : List.of(challenge + "x", challenge.substring(1), "", "' or ''='", "x".repeat(5000))) {
            answer(tampered, app.code()).expectProblem(401, "NOT_AUTHENTICATED");
        }
        front.post("/api/v1/sessions/second-factor", Map.of("code", app.code()))
                .expectProblem(400, "INVALID")
                .about("challenge");
        front.post("/api/v1/sessions/second-factor", Map.of("challenge", challenge))
                .expectProblem(400, "INVALID")
                .about("code");
        answer(challenge, app.code()).expect(200);
    }

    @Test
    void guessingIsStoppedForLongerEachTimeAcrossChallenges() {
        App app = setUp();
        clock.passes(STEP);
        for (int guess = 1; guess <= 5; guess++) {
            answer(challenge(), app.wrongCode()).expectProblem(403, "WRONG_CODE");
        }
        Answer tooOften = answer(challenge(), app.code()).expectProblem(429, "RETRY_LATER");
        assertThat(tooOften.header("Retry-After")).isEqualTo("30");

        clock.passes(Duration.ofSeconds(31));
        answer(challenge(), app.wrongCode()).expectProblem(403, "WRONG_CODE");
        clock.passes(Duration.ofSeconds(31));
        answer(challenge(), app.code()).expectProblem(429, "RETRY_LATER");
        clock.passes(Duration.ofSeconds(30));
        answer(challenge(), app.code()).expect(200);
    }

    @Test
    void aChallengeTakesFiveAnswers() {
        App app = setUp();
        clock.passes(STEP);
        String challenge = challenge();
        for (int guess = 1; guess <= 5; guess++) {
            answer(challenge, app.wrongCode()).expectProblem(403, "WRONG_CODE");
        }

        clock.passes(Duration.ofSeconds(31));
        answer(challenge, app.code()).expectProblem(401, "NOT_AUTHENTICATED");
    }

    @Test
    void whoGuessesFromManyAddressesIsStoppedTooAndTheOwnerIsNot() {
        App app = setUp();
        clock.passes(STEP);
        answer(challenge(), app.code()).expect(200);
        for (int guess = 0; guess < 20; guess++) {
            from("192.0.2." + guess, challenge(), app.wrongCode()).expectProblem(403, "WRONG_CODE");
        }

        clock.passes(Duration.ofSeconds(1));
        from("192.0.2.99", challenge(), app.code()).expectProblem(429, "RETRY_LATER");
        clock.passes(STEP);
        answer(challenge(), app.code()).expect(200);
    }

    private Answer from(String address, String challenge, String code) {
        return front.send(
                "POST",
                "/api/v1/sessions/second-factor",
                "{\"challenge\": \"%s\", \"code\": \"%s\"}".formatted(challenge, code),
                Map.of("X-Forwarded-For", address));
    }

    @Test
    void theAppIsRemovedWithPasswordAndCode() {
        App app = setUp();
        clock.passes(STEP);
        remove("not her password", app.code()).expectProblem(403, "WRONG_PASSWORD");
        remove(Front.PASSWORD, app.wrongCode()).expectProblem(403, "WRONG_CODE");
        front.signIn("ana").expectProblem(401, "SECOND_FACTOR_REQUIRED");

        remove(Front.PASSWORD, app.code()).expect(204);

        front.signIn("ana").expect(200);
        JsonNode factors =
                as(token, "GET", "/api/v1/me/factors", null).expect(200).body();
        assertThat(factors.path("totp").isMissingNode() || factors.path("totp").isNull())
                .isTrue();
        assertThat(factors.path("recoveryCodesLeft").asInt()).isZero();
    }

    @Test
    void anAppInUseIsNotReplacedByAccident() {
        setUp();

        as(token, "POST", "/api/v1/me/totp", Map.of()).expectProblem(409, "ALREADY_SET_UP");
        as(token, "POST", "/api/v1/me/totp/confirm", Map.of("code", "123456")).expectProblem(404, "NOT_FOUND");
    }

    @Test
    void whoSignedInLongAgoTypesThePasswordAgain() {
        clock.passes(Duration.ofMinutes(11));

        as(token, "POST", "/api/v1/me/totp", Map.of()).expectProblem(403, "PASSWORD_NEEDED");
        as(token, "POST", "/api/v1/me/totp", Map.of("password", "not her password"))
                .expectProblem(403, "WRONG_PASSWORD");
        as(token, "POST", "/api/v1/me/totp", Map.of("password", Front.PASSWORD)).expect(201);
    }

    @Test
    void anAdministratorHelpsSomebodyWhoLostPhoneAndRecoveryCodes() {
        setUp();
        String path = "/api/v1/admin/users/" + ana + "/factors";
        Map<String, Object> appointment = Front.registration("root", "root@example.org", Front.PASSWORD);
        appointment.put("token", server.firstAdministratorLink().orElseThrow().replaceFirst("^[^#]*#", ""));
        front.post("/api/v1/administrators", appointment).expect(201);
        String root = front.signIn("root").expect(200).text("accessToken");

        as(token, "DELETE", path, null).expectProblem(403, "FORBIDDEN");
        as(root, "DELETE", path, null).expect(204);

        front.signIn("ana").expect(200);
    }

    @Test
    void theDatabaseAloneGivesNeitherSecretNorRecoveryCodeAway() {
        Answer setUp = as(token, "POST", "/api/v1/me/totp", Map.of()).expect(201);
        App app = App.scanning(setUp, clock);
        List<String> codes = recoveryCodes(as(token, "POST", "/api/v1/me/totp/confirm", Map.of("code", app.code()))
                .expect(200));

        JdbcClient store = JdbcClient.create(IdentityStore.open(house.folder()));
        String kept = store.sql("select * from time_code").query().listOfRows() + " "
                + store.sql("select * from recovery_code").query().listOfRows();
        assertThat(kept)
                .doesNotContain(app.secret())
                .doesNotContain(codes.getFirst())
                .doesNotContain(codes.getFirst().replace("-", ""));
    }

    private App setUp() {
        App app = App.scanning(as(token, "POST", "/api/v1/me/totp", Map.of()).expect(201), clock);
        recoveryCodes = recoveryCodes(as(token, "POST", "/api/v1/me/totp/confirm", Map.of("code", app.code()))
                .expect(200));
        return app;
    }

    private String challenge() {
        return front.signIn("ana").expectProblem(401, "SECOND_FACTOR_REQUIRED").text("challenge");
    }

    private Answer answer(String challenge, String code) {
        return front.post("/api/v1/sessions/second-factor", Map.of("challenge", challenge, "code", code));
    }

    private Answer recover(String challenge, String code) {
        return front.post("/api/v1/sessions/second-factor", Map.of("challenge", challenge, "recoveryCode", code));
    }

    private Answer remove(String password, String code) {
        return as(token, "DELETE", "/api/v1/me/totp", Map.of("password", password, "code", code));
    }

    private Answer as(String bearer, String method, String path, Map<String, String> body) {
        return front.as(bearer, method, path, body);
    }

    private static List<String> recoveryCodes(Answer answer) {
        return answer.body()
                .path("recoveryCodes")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    private static List<Integer> atOnce(List<Callable<Answer>> calls) throws InterruptedException {
        try (ExecutorService hands = Executors.newVirtualThreadPerTaskExecutor()) {
            return hands.invokeAll(calls).stream()
                    .map(Future::resultNow)
                    .map(Answer::status)
                    .toList();
        }
    }
}
