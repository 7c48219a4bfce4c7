package dev.parley.endtoend;

import static dev.parley.demo.client.LiveConnection.frame;
import static dev.parley.demo.client.LiveConnection.message;
import static dev.parley.endtoend.Refusals.NO_STATUS;
import static dev.parley.endtoend.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.demo.client.Frame;
import dev.parley.demo.client.LiveConnection;
import dev.parley.demo.client.Person;
import dev.parley.demo.client.Unmet;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BadFrameTest extends Journey {

    private static final int TOO_BIG_BY_RFC_6455 = 1009;
    private static final String NOBODY = "0198a000-0000-7000-8000-000000000000";

    private Person ana;
    private LiveConnection anas;
    private String group;

    @BeforeEach
    void connect() {
        ana = newcomer("Ana");
        group = group(ana, newcomer("Ben"));
        anas = online(ana);
    }

    @Test
    void anUnknownConversationAndOneOfOthersLookTheSame() {
        LiveConnection strangers = online(newcomer("Stranger"));
        var ofOthers = assertRefused(NO_STATUS, "NOT_FOUND", () -> strangers.say(group, Person.random(), "Hello?"));
        var unknown = assertRefused(NO_STATUS, "NOT_FOUND", () -> strangers.say(NOBODY, Person.random(), "Hello?"));
        assertThat(ofOthers).hasMessage(unknown.getMessage());
        assertRefused(NO_STATUS, "NOT_FOUND", () -> strangers.read(group, 1));
        survives(strangers);
    }

    @Test
    void aTextOutsideItsLimitsIsRefusedAndTheFieldNamed() {
        for (String text : new String[] {"", "  ", "a".repeat(20_001)}) {
            var refused = assertRefused(NO_STATUS, "INVALID", () -> anas.say(group, Person.random(), text));
            assertThat(refused.field()).isEqualTo("content.text");
        }
        survives(anas);
    }

    @Test
    void aMessageGoesToOnePlace() {
        assertRefused(
                NO_STATUS,
                "INVALID",
                () -> anas.ask(frame("send")
                        .set("content", message("to", "", "", "Hello").get("content"))));
        assertRefused(
                NO_STATUS,
                "INVALID",
                () -> anas.ask(
                        message("to", ana.user(), Person.random(), "Hello").put("conversation", group)));
        survives(anas);
    }

    @Test
    void anUnknownFrameIsToldAndNothingMore() {
        var refused = assertRefused(NO_STATUS, "UNKNOWN_FRAME", () -> anas.ask(frame("teleport")));
        assertThat(refused).isNotNull();
        survives(anas);
    }

    @Test
    void unknownFieldsAreIgnored() {
        assertThat(anas.ask(message("conversation", group, Person.random(), "Hello")
                                .put("mood", "sunny"))
                        .is("ok"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "{",
                "7",
                "[]",
                "{}",
                "{\"type\": 7}",
                "{\"type\": \"resume\", \"heads\": 7}",
                "{\"type\": \"read\", \"conversation\": \"%s\", \"seq\": \"many\"}",
                "{\"type\": \"send\", \"conversation\": [], \"content\": {\"type\": \"text\", \"text\": \"a\"}}"
            })
    void whatIsNoFrameIsMalformedAndTheConnectionSurvives(String text) {
        anas.postRaw(text.formatted(group));
        assertThat(nextError().text("code")).isEqualTo("MALFORMED");
        survives(anas);
    }

    @Test
    void threeMalformedFramesInARowCloseTheConnection() {
        for (int i = 0; i < 2; i++) {
            anas.postRaw("nonsense");
            anas.postRaw("nonsense");
            survives(anas);
        }
        anas.postRaw("nonsense");
        anas.postRaw("nonsense");
        anas.postRaw("nonsense");
        anas.awaitClosed();
    }

    @Test
    void aBinaryFrameIsMalformedOnTheJsonProtocol() {
        anas.postBinary(new byte[] {1, 2, 3});
        assertThat(nextError().text("code")).isEqualTo("MALFORMED");
        survives(anas);
    }

    @Test
    void aMebibyteInFragmentsIsTooLarge() {
        try {
            anas.postRaw("a".repeat(1 << 20));
        } catch (Unmet e) {
            assertThat(e).as("the server need not listen to the end").hasMessageContaining("broken connection");
        }
        assertThat(anas.awaitClosed().code()).isEqualTo(4413);
        survives(online(ana));
    }

    @Test
    void aMebibyteInOneFrameIsTooLarge() throws IOException {
        try (RawWebSocket raw =
                RawWebSocket.open(door().address(), ana.session().accessToken())) {
            raw.text(1 << 20, 1 << 20);
            assertThat(raw.awaitCloseCode()).isEqualTo(4413);
        }
        survives(online(ana));
    }

    @Test
    void aFrameThatAnnouncesAGibibyteIsNotWaitedFor() throws IOException {
        try (RawWebSocket raw =
                RawWebSocket.open(door().address(), ana.session().accessToken())) {
            raw.text(1 << 30, 100);
            assertThat(raw.awaitCloseCode()).isIn(4413, TOO_BIG_BY_RFC_6455);
        }
        survives(online(ana));
    }

    private Frame nextError() {
        return anas.await("an error", frame -> frame.is("error"));
    }

    private void survives(LiveConnection line) {
        assertThat(line.ask(frame("ping")).is("pong")).isTrue();
    }
}
