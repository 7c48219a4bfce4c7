package dev.parley.endtoend;

import static dev.parley.endtoend.Refusals.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.demo.client.Answer;
import dev.parley.demo.client.Eventually;
import dev.parley.demo.client.Frame;
import dev.parley.demo.client.LiveConnection;
import dev.parley.demo.client.Person;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What people note for themselves, which nobody else sees. */
class NotesTest extends Journey {

    private Person ana;
    private Person ben;
    private String older;
    private String newer;

    @BeforeEach
    void talkInTwoGroups() {
        ana = newcomer("Ana");
        ben = newcomer("Ben");
        older = group(ana, ben);
        newer = group(ana, ben);
        sayNumbers(ana, older, 1, 3);
        sayNumbers(ana, newer, 1, 3);
        awaitUnread(ben, newer, 3);
    }

    @Test
    void whatIsPinnedStandsAboveAndWhatIsHiddenComesBackWithTheNextMessage() {
        note(ben, older, "{\"pinned\":true}");
        awaitList(ben, List.of(older, newer));
        note(ben, newer, "{\"hidden\":true}");
        awaitList(ben, List.of(older));
        say(ana, newer, "here again");
        awaitList(ben, List.of(older, newer));
        awaitList(ana, List.of(newer, older));
    }

    @Test
    void aClearedHistoryIsEmptyForOneAndWholeForTheOther() {
        note(ben, newer, "{\"clearedToSeq\":3}");
        awaitUnread(ben, newer, 0);
        say(ana, newer, "afresh");
        awaitUnread(ben, newer, 1);

        assertThat(texts(ben.rest().history(newer).items())).containsExactly("afresh");
        assertThat(ana.rest().history(newer).items()).hasSize(4);
        assertProblem(
                ben.rest().call("GET", "/conversations/" + newer + "/messages/" + newer + ".3", Map.of(), null),
                404,
                "NOT_FOUND");
    }

    @Test
    void aDraftWaitsOnEveryDevice() {
        ben.rest()
                .call("PUT", "/conversations/" + newer + "/draft", Map.of(), "{\"text\":\"I meant to say\"}")
                .orRefused();
        awaitMine(ben, newer, mine -> mine.at("/draft/text").asString("").equals("I meant to say"));
        ben.rest()
                .call("PUT", "/conversations/" + newer + "/draft", Map.of(), "{\"text\":\"\"}")
                .orRefused();
        awaitMine(ben, newer, mine -> !mine.has("draft"));
        awaitMine(ana, newer, mine -> !mine.has("draft"));
    }

    @Test
    void favouritesStayInSightUntilTheyAreLetGo() {
        String message = newer + ".2";
        call(ben, "PUT", "/me/favourites/" + message, null).orRefused();
        JsonNode favourites = Eventually.see(
                "one favourite",
                () -> call(ben, "GET", "/me/favourites", null).body(),
                seen -> seen.path("items").size() == 1);
        assertThat(favourites.at("/items/0/message/content/text").asString()).isEqualTo("2");
        assertProblem(call(newcomer("Chen"), "PUT", "/me/favourites/" + message, null), 404, "NOT_FOUND");
        call(ben, "DELETE", "/me/favourites/" + message, null).orRefused();
        Eventually.see(
                "no favourite",
                () -> call(ben, "GET", "/me/favourites", null).body(),
                seen -> seen.path("items").isEmpty());
    }

    @Test
    void whatIsMarkedUnreadIsSoUntilTheyReadOn() {
        ben.rest().read(newer, 2);
        awaitUnread(ben, newer, 1);
        note(ben, newer, "{\"markedUnread\":true,\"muted\":true}");
        awaitMine(
                ben,
                newer,
                mine -> mine.path("markedUnread").asBoolean()
                        && mine.path("muted").asBoolean());
        ben.rest().read(newer, 3);
        awaitMine(ben, newer, mine -> !mine.path("markedUnread").asBoolean());
    }

    @Test
    void theOtherDevicesAreShownWhatOneOfThemNotes() {
        LiveConnection phone = online(ben);
        Person atHome = ben.onAnotherDevice();
        LiveConnection laptop = online(atHome);
        LiveConnection anas = online(ana);

        note(atHome, newer, "{\"pinned\":true}");
        call(atHome, "PUT", "/conversations/" + newer + "/draft", "{\"text\":\"I mean\"}")
                .orRefused();

        Frame pinned = phone.await("that it is pinned", frame -> isNote(frame, "pinned"));
        assertThat(pinned.text("conversation")).isEqualTo(newer);
        assertThat(pinned.json().at("/note/pinned").asBoolean()).isTrue();
        Frame draft = phone.await("the draft", frame -> isNote(frame, "draft"));
        assertThat(draft.json().at("/note/text").asString()).isEqualTo("I mean");

        // Would the laptop or Ana have been shown them, it would have been before this.
        note(ben, newer, "{\"muted\":true}");
        laptop.await("that it is muted", frame -> isNote(frame, "muted"));
        assertThat(laptop.heard(frame -> frame.is("note"))).hasSize(1);
        assertThat(anas.heard(frame -> frame.is("note"))).isEmpty();
    }

    private static boolean isNote(Frame frame, String kind) {
        return frame.is("note") && frame.json().at("/note/type").asString().equals(kind);
    }

    private static void note(Person person, String conversation, String body) {
        call(person, "PATCH", "/conversations/" + conversation + "/mine", body).orRefused();
    }

    private static void awaitMine(Person person, String conversation, Predicate<JsonNode> wanted) {
        Eventually.see(
                "the notes of " + person,
                () -> call(person, "GET", "/conversations/" + conversation + "/mine", null)
                        .orRefused()
                        .body(),
                wanted);
    }

    private static void awaitList(Person person, List<String> conversations) {
        Eventually.see(
                "the list of " + person,
                () -> person.rest().conversations().items().stream()
                        .map(item -> item.conversation())
                        .toList(),
                conversations::equals);
    }

    private static Answer call(Person person, String method, String path, @Nullable String body) {
        return person.rest().call(method, path, Map.of(), body);
    }
}
