package dev.parley.auth.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jwt.SignedJWT;
import dev.parley.api.session.Revocation.SessionEnded;
import dev.parley.auth.Answer;
import dev.parley.auth.AuthServer;
import dev.parley.auth.CommandSide;
import dev.parley.auth.Front;
import dev.parley.auth.HeardRevocations;
import dev.parley.auth.House;
import java.nio.file.Path;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What resource servers hear of sessions that end. */
@ExtendWith(OutputCaptureExtension.class)
class RevocationTest {

    private final HeardRevocations topic = new HeardRevocations();
    private House house;

    @BeforeEach
    void house(@TempDir Path folder) {
        house = new House(folder, new CommandSide());
    }

    @Test
    void whoeverSignsOutIsToldOfAtOnce() {
        try (AuthServer server = patient()) {
            Front front = new Front(server);
            front.register("ana").expect(201);
            Answer session = front.signIn("ana");

            front.signOut(session.text("accessToken")).expect(204);

            assertHeard(session);
            assertThat(topic.of(SessionEnded.class)).singleElement().satisfies(ended -> {
                assertThat(ended.user()).hasToString(session.text("user"));
                assertThat(ended.device()).hasToString(session.text("device"));
            });
        }
    }

    @Test
    void theSameDeviceSigningInAgainEndsItsFormerSession() {
        try (AuthServer server = patient()) {
            Front front = new Front(server);
            front.register("ana").expect(201);
            Answer former = front.signIn("ana");
            front.signInOn(UUID.fromString(former.text("device")), "ana").expect(200);

            assertHeard(former);
        }
    }

    @Test
    void aSpentRefreshTokenEndsTheAccessTokensThatItBought() {
        try (AuthServer server = patient()) {
            Front front = new Front(server);
            front.register("ana").expect(201);
            Answer first = front.signIn("ana");
            Answer renewed = front.refresh(first.text("refreshToken")).expect(200);

            front.refresh(first.text("refreshToken")).expectProblem(401, "NOT_AUTHENTICATED");

            assertHeard(first);
            front.devices(renewed.text("accessToken")).expectProblem(401, "NOT_AUTHENTICATED");
            front.refresh(renewed.text("refreshToken")).expectProblem(401, "NOT_AUTHENTICATED");
        }
    }

    @Test
    void whatWasNotToldBeforeACrashIsToldAfterIt() {
        Answer session;
        topic.goesDown();
        try (AuthServer server = patient()) {
            Front front = new Front(server);
            front.register("ana").expect(201);
            session = front.signIn("ana");
            front.signOut(session.text("accessToken")).expect(204);
        }
        assertThat(topic.of(SessionEnded.class)).isEmpty();

        topic.comesBack();
        AuthServer restarted = patient();
        assertHeard(session);
        restarted.close();
    }

    @Test
    void aTopicThatComesBackHearsWhatItMissed(CapturedOutput output) {
        topic.goesDown();
        try (AuthServer server = house.open(Map.of("parley.auth.revocation-retry", "20ms"), topic)) {
            Front front = new Front(server);
            front.register("ana").expect(201);
            Answer session = front.signIn("ana");
            front.signOut(session.text("accessToken")).expect(204);
            await().until(() -> output.getOut().contains("The work on revocations fails"));

            topic.comesBack();

            assertHeard(session);
        }
    }

    @Test
    void withoutKafkaItStartsAndSaysWhatThatMeans(CapturedOutput output) {
        try (AuthServer server = house.open()) {
            Front front = new Front(server);
            front.register("ana").expect(201);
            String token = front.signIn("ana").text("accessToken");
            front.signOut(token).expect(204);
            front.devices(token).expect(401);
        }
        assertThat(output).contains("Without parley.kafka.bootstrap-servers nobody else hears");
    }

    /** It looks at its outbox when something was committed, and not again during the test. */
    private AuthServer patient() {
        return house.open(Map.of("parley.auth.revocation-retry", "1h"), topic);
    }

    private void assertHeard(Answer session) {
        String sid = sessionOf(session);
        await().untilAsserted(() -> assertThat(topic.of(SessionEnded.class))
                .extracting(SessionEnded::session)
                .isEqualTo(List.of(sid)));
    }

    private static String sessionOf(Answer session) {
        try {
            return SignedJWT.parse(session.text("accessToken"))
                    .getJWTClaimsSet()
                    .getStringClaim("sid");
        } catch (ParseException e) {
            throw new AssertionError(e);
        }
    }
}
