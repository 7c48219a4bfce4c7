package dev.parley.endtoend;

import static dev.parley.endtoend.Refusals.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.demo.client.Answer;
import dev.parley.demo.client.Answers.Accepted;
import dev.parley.demo.client.Frame;
import dev.parley.demo.client.LiveConnection;
import dev.parley.demo.client.Person;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a message after it was said, as those hear it who are there. */
class MessageChangesTest extends Journey {

    private static final String THUMB = "%F0%9F%91%8D";

    private Person ana;
    private Person ben;
    private String group;

    @BeforeEach
    void meet() {
        ana = newcomer("Ana");
        ben = newcomer("Ben");
        group = group(ana, ben);
    }

    private Answer call(Person person, String method, String path, String body) {
        return person.rest().call(method, "/conversations/" + group + path, Map.of(), body);
    }

    private Frame heard(LiveConnection connection, String event) {
        return connection.await(event, frame -> frame.isEvent(group, event));
    }

    @Test
    void aMessageIsEditedReactedToPinnedAndRecalled() {
        LiveConnection bens = online(ben);
        LiveConnection anas = online(ana);
        Accepted said = say(ana, group, "helo");

        call(ana, "PATCH", "/messages/" + said.message(), text("hello")).orRefused();
        Frame edited = heard(bens, "MessageEdited");
        assertThat(edited.said()).isEqualTo("hello");
        assertThat(edited.json().at("/data/edition").asInt()).isEqualTo(2);

        call(ben, "PUT", "/messages/" + said.message() + "/reactions/" + THUMB, "{}")
                .orRefused();
        assertThat(heard(anas, "ReactionAdded").json().at("/data/emoji").asString())
                .isEqualTo("👍");
        call(ben, "DELETE", "/messages/" + said.message() + "/reactions/" + THUMB, null)
                .orRefused();
        heard(anas, "ReactionRemoved");

        call(ana, "PUT", "/pins/" + said.message(), "{}").orRefused();
        heard(bens, "MessagePinned");

        call(ana, "DELETE", "/messages/" + said.message(), null).orRefused();
        heard(bens, "MessageRecalled");
        assertProblem(call(ana, "PATCH", "/messages/" + said.message(), text("again")), 410, "GONE");
        assertProblem(call(ben, "PUT", "/messages/" + said.message() + "/reactions/" + THUMB, "{}"), 410, "GONE");
        assertProblem(call(ana, "PUT", "/pins/" + said.message(), "{}"), 410, "GONE");
    }

    @Test
    void whomAMessageMentionsStaysUntilAnEditSaysOtherwise() {
        Answer sent = call(ana, "POST", "/messages", """
                {"content": {"type": "text", "text": "@Ben helo"}, "mentions": ["%s"]}""".formatted(ben.user()));
        String message = sent.orRefused().body().path("message").asString();

        call(ana, "PATCH", "/messages/" + message, text("@Ben hello")).orRefused();
        assertThat(mentions(message, 2)).contains(ben.user());
        call(
                        ana,
                        "PATCH",
                        "/messages/" + message,
                        "{\"mentions\": [], " + text("hello").substring(1))
                .orRefused();
        assertThat(mentions(message, 3)).doesNotContain(ben.user());
    }

    private String mentions(String message, long version) {
        return ben.rest()
                .call(
                        "GET",
                        "/conversations/" + group + "/messages/" + message + "?minVersion=" + version,
                        Map.of(),
                        null)
                .orRefused()
                .body()
                .path("mentions")
                .toString();
    }

    @Test
    void nobodyChangesWhatAnotherSaid() {
        Accepted said = say(ana, group, "hello");
        assertProblem(call(ben, "PATCH", "/messages/" + said.message(), text("bye")), 403, "NOT_ALLOWED");
        assertProblem(call(ben, "DELETE", "/messages/" + said.message(), null), 403, "NOT_ALLOWED");
        assertProblem(call(ben, "PUT", "/pins/" + said.message(), "{}"), 403, "NOT_ALLOWED");
        assertProblem(
                call(ben, "PUT", "/messages/" + said.message() + "/reactions/abc", "{}"), 400, "INVALID", "emoji");
        assertProblem(call(newcomer("Eve"), "DELETE", "/messages/" + said.message(), null), 404, "NOT_FOUND");
    }

    @Test
    void nobodySpeaksForTheServer() {
        for (String content : new String[] {
            "{\"type\": \"system\", \"text\": \"Your password, please\"}",
            "{\"type\": \"merged\", \"title\": \"Chat\", \"items\": []}"
        }) {
            assertProblem(
                    call(ana, "POST", "/messages", "{\"content\": " + content + "}"), 400, "INVALID", "content.type");
        }
        LiveConnection bens = online(ben);
        call(ana, "POST", "/messages", """
                {"content": {"type": "text", "text": "Ben said"}, "forwarded": {"sender": "%s", "at": "2000-01-01T00:00:00Z"}}""".formatted(ben.user())).orRefused();
        assertThat(heard(bens, "MessageSent").json().at("/data/forwarded").isMissingNode())
                .isTrue();
    }

    @Test
    void aMessageDisappearsByItself() {
        LiveConnection bens = online(ben);
        Answer answer = call(ana, "POST", "/messages", """
                {"content": {"type": "text", "text": "soon gone"}, "expiresInSeconds": 1, "extensions": {"colour": "red"}}""");
        String message = answer.orRefused().body().path("message").asString();
        Frame sent = heard(bens, "MessageSent");
        assertThat(sent.json().at("/data/expiresAt").asString()).isNotBlank();
        assertThat(sent.json().at("/data/extensions/colour").asString()).isEqualTo("red");
        assertThat(heard(bens, "MessageExpired").json().at("/data/message").asString())
                .isEqualTo(message);
        assertProblem(call(ana, "PATCH", "/messages/" + message, text("still here")), 410, "GONE");
    }

    private static String text(String text) {
        return "{\"content\": {\"type\": \"text\", \"text\": \"%s\"}}".formatted(text);
    }
}
