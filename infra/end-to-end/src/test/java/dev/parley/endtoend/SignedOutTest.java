package dev.parley.endtoend;

import static dev.parley.endtoend.Refusals.assertProblem;
import static dev.parley.endtoend.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.demo.client.Answer;
import dev.parley.demo.client.Answers.Session;
import dev.parley.demo.client.Eventually;
import dev.parley.demo.client.Frame;
import dev.parley.demo.client.LiveConnection;
import dev.parley.demo.client.ParleyClient;
import dev.parley.demo.client.Person;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whoever is signed out is so everywhere: on the line, at every door, and for the tokens that would bring them back. */
class SignedOutTest extends Journey {

    private static final int SIGNED_OUT = 4410;
    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    @Test
    void anotherDeviceThatIsSignedOutFallsSilentAtOnce() {
        Person ana = newcomer("Ana");
        Person lost = ana.onAnotherDevice();
        LiveConnection here = online(ana);
        LiveConnection there = online(lost);
        assertThat(conversations(lost).status()).isEqualTo(200);

        assertThat(signOut(ana, "/me/devices/" + lost.session().device()).status())
                .isEqualTo(204);

        Frame bye = there.await("bye", frame -> frame.is("bye"));
        assertThat(bye.number("code")).isEqualTo(SIGNED_OUT);
        assertThat(there.awaitClosed().code()).isEqualTo(SIGNED_OUT);
        assertTokensAreVoid(lost);
        assertThat(here.ask(LiveConnection.frame("ping")).is("pong")).isTrue();
        assertThat(conversations(ana).status()).isEqualTo(200);
    }

    @Test
    void signingOutOneselfEndsTheTokenInTheHand() {
        Person ana = newcomer("Ana");
        assertThat(conversations(ana).status()).isEqualTo(200);

        assertThat(signOut(ana, "/sessions/current").status()).isEqualTo(204);

        assertTokensAreVoid(ana);
    }

    @Test
    void signingOutEverywhereLeavesNoDevice() {
        Person ana = newcomer("Ana");
        Person elsewhere = ana.onAnotherDevice();
        LiveConnection here = online(ana);
        LiveConnection there = online(elsewhere);

        assertThat(signOut(ana, "/me/devices?current=true").status()).isEqualTo(204);

        assertThat(here.awaitClosed().code()).isEqualTo(SIGNED_OUT);
        assertThat(there.awaitClosed().code()).isEqualTo(SIGNED_OUT);
        assertTokensAreVoid(ana);
        assertTokensAreVoid(elsewhere);
        Person again = ana.at(door());
        assertThat(conversations(again).status()).isEqualTo(200);
        online(again);
    }

    @Test
    void aSpentRefreshTokenThatComesBackEndsWhatItBought() {
        Person ana = newcomer("Ana");
        LiveConnection line = online(ana);
        Session renewed = anybody().refresh(ana.session().refreshToken());

        assertRefused(
                401, "NOT_AUTHENTICATED", () -> anybody().refresh(ana.session().refreshToken()));

        assertThat(line.awaitClosed().code()).isEqualTo(SIGNED_OUT);
        assertIsSoonVoid(anybody().withToken(renewed.accessToken()));
        assertRefused(401, "NOT_AUTHENTICATED", () -> anybody().refresh(renewed.refreshToken()));
    }

    @Test
    void aRestartForgetsNobodysSignOut() {
        Path data = RunningProduct.newDataDirectory();
        Person ana;
        Person stays;
        try (Product first = Product.start(data)) {
            ana = Person.newcomer(first.door(), "Ana");
            stays = Person.newcomer(first.door(), "Ben");
            assertThat(signOut(ana, "/sessions/current").status()).isEqualTo(204);
            first.killTree();
        }
        // The same address as before, for the tokens name it.
        String issuer = "--parley.auth.issuer="
                + Tokens.claims(ana.session().accessToken()).path("iss").asString();
        try (Product second = Product.start(data, issuer)) {
            ParleyClient door = ParleyClient.of(second.door());
            assertThat(conversations(door.withToken(stays.session().accessToken()))
                            .status())
                    .isEqualTo(200);
            assertProblem(conversations(door.withToken(ana.session().accessToken())), 401, "NOT_AUTHENTICATED");
        }
    }

    private static Answer signOut(Person person, String path) {
        return person.rest().call("DELETE", path, Map.of(), null);
    }

    private static Answer conversations(Person person) {
        return conversations(person.rest());
    }

    private static Answer conversations(ParleyClient client) {
        return client.call("GET", "/conversations", Map.of(), null);
    }

    private void assertTokensAreVoid(Person person) {
        assertIsSoonVoid(person.rest());
        assertProblem(person.rest().call("GET", "/me/devices", Map.of(), null), 401, "NOT_AUTHENTICATED");
        assertRefused(
                401,
                "NOT_AUTHENTICATED",
                () -> anybody().refresh(person.session().refreshToken()));
        LiveConnection line = keep(LiveConnection.open(door(), person.session().accessToken()));
        assertThat(line.awaitClosed().code()).isIn(4401, SIGNED_OUT);
    }

    private static void assertIsSoonVoid(ParleyClient client) {
        assertProblem(
                Eventually.see(
                        "the token to be refused",
                        () -> conversations(client),
                        answer -> answer.status() != 200,
                        AT_ONCE),
                401,
                "NOT_AUTHENTICATED");
    }
}
