package dev.parley.endtoend;

import static dev.parley.demo.client.LiveConnection.frame;
import static dev.parley.endtoend.Refusals.NO_STATUS;
import static dev.parley.endtoend.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.demo.client.Frame;
import dev.parley.demo.client.LiveConnection;
import dev.parley.demo.client.Person;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LiveSessionTest extends Journey {

    private static final int NOT_AUTHENTICATED = 4401;
    private static final int TOO_LATE = 4408;
    private static final int REPLACED = 4409;
    private static final int UNKNOWN_VERSION = 4426;

    @Test
    void theTokenMayComeInTheHandshakeOrInTheFirstFrame() {
        Person ana = newcomer("Ana");
        String token = ana.session().accessToken();
        Frame byHeader = keep(LiveConnection.open(door(), token)).welcomed();
        Frame byFrame = keep(LiveConnection.open(door())).authenticate(token);

        for (Frame welcome : new Frame[] {byHeader, byFrame}) {
            assertThat(welcome.text("user")).isEqualTo(ana.user());
            assertThat(welcome.text("device")).isEqualTo(ana.session().device());
            assertThat(welcome.text("session")).isNotEmpty();
            assertThat(welcome.text("serverTime")).isNotEmpty();
            assertThat(welcome.number("heartbeatSeconds")).isPositive();
            assertThat(welcome.json().path("limits").isObject()).isTrue();
        }
    }

    @Test
    void aTokenThatIsNotOursIsNoEntry() {
        String valid = newcomer("Ana").session().accessToken();
        for (String token : new String[] {"", "nonsense", Tokens.signedByAnotherKey(valid), Tokens.unsigned(valid)}) {
            LiveConnection line = keep(LiveConnection.open(door()));
            line.post(frame("auth").put("token", token));
            assertThat(line.awaitClosed().code()).as(token).isEqualTo(NOT_AUTHENTICATED);
        }
        assertThat(keep(LiveConnection.open(door(), Tokens.signedByAnotherKey(valid)))
                        .awaitClosed()
                        .code())
                .isEqualTo(NOT_AUTHENTICATED);
    }

    @Test
    void anyOtherFrameBeforeAuthClosesTheConnection() {
        LiveConnection line = keep(LiveConnection.open(door()));
        line.post(frame("ping"));
        assertThat(line.awaitClosed().code()).isEqualTo(NOT_AUTHENTICATED);
    }

    @Test
    void whoDoesNotAuthenticateInTimeIsDisconnected() {
        assertThat(keep(LiveConnection.open(door())).awaitClosed().code()).isEqualTo(TOO_LATE);
    }

    @Test
    void aTokenIsRenewedOnTheRunningConnection() {
        Person ana = newcomer("Ana");
        LiveConnection anas = connected(ana);
        String renewed = anybody().refresh(ana.session().refreshToken()).accessToken();
        assertThat(anas.ask(frame("auth").put("token", renewed)).is("ok")).isTrue();
    }

    @Test
    void aConnectionNeverBecomesSomebodyElses() {
        Person ana = newcomer("Ana");
        Person ben = newcomer("Ben");
        LiveConnection anas = connected(ana);
        assertRefused(
                NO_STATUS,
                "NOT_ALLOWED",
                () -> anas.ask(frame("auth").put("token", ben.session().accessToken())));
        assertRefused(
                NO_STATUS,
                "NOT_ALLOWED",
                () -> anas.ask(frame("auth")
                        .put("token", ana.onAnotherDevice().session().accessToken())));
    }

    @Test
    void aNewerConnectionOfTheSameDeviceReplacesTheOlder() {
        Person ana = newcomer("Ana");
        LiveConnection older = connected(ana);
        LiveConnection otherDevice = connected(ana.onAnotherDevice());
        LiveConnection newer = connected(ana);

        assertThat(older.awaitClosed().code()).isEqualTo(REPLACED);
        assertThat(newer.ask(frame("ping")).is("pong")).isTrue();
        assertThat(otherDevice.ask(frame("ping")).is("pong")).isTrue();
    }

    @Test
    void aProtocolVersionThatNobodyKnowsIsRefused() {
        LiveConnection line = keep(LiveConnection.open(door(), "parley.json.v99", Map.of()));
        assertThat(line.awaitClosed().code()).isEqualTo(UNKNOWN_VERSION);
    }

    @Test
    void aPingIsAnsweredWithTheServersTime() {
        Frame pong = connected(newcomer("Ana")).ask(frame("ping"));
        assertThat(pong.text("serverTime")).isNotEmpty();
    }
}
