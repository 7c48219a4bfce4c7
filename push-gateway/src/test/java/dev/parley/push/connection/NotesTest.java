package dev.parley.push.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.conversation.ConversationEvent.MemberKicked;
import dev.parley.api.conversation.MessageId;
import dev.parley.api.conversation.Window;
import dev.parley.api.note.Note;
import dev.parley.api.note.NoteTaken;
import dev.parley.api.people.UserId;
import dev.parley.push.dispatch.FactFollower;
import dev.parley.push.note.RecordedNotes;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class NotesTest extends GatewayTest {

    @Autowired
    RecordedNotes notes;

    @Autowired
    FactFollower<NoteTaken> fanout;

    @BeforeEach
    void nothingIsNoted() {
        notes.all().clear();
    }

    @Test
    void eachThingIsNotedForItself() throws Exception {
        aGroupWithThreeMessages();
        assertThat(mine(
                                ana,
                                "{\"pinned\":true,\"muted\":true,\"hidden\":true,\"markedUnread\":true,\"clearedToSeq\":2}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(notes.all().stream().map(NoteTaken::note).toList())
                .isEqualTo(List.of(
                        new Note.Pinned(true),
                        new Note.Muted(Note.Muted.FOR_EVER),
                        new Note.Hidden(3L),
                        new Note.MarkedUnread(0L),
                        new Note.Cleared(2)));
        assertThat(notes.all().stream().map(NoteTaken::key)).doesNotHaveDuplicates();
    }

    @Test
    void aHistoryIsNeverClearedLessThanBefore() throws Exception {
        aGroupWithThreeMessages();
        mine(ana, "{\"clearedToSeq\":3}");
        assertThat(mine(ana, "{\"clearedToSeq\":1}").statusCode()).isEqualTo(204);
        assertThat(notes.all()).hasSize(1);
    }

    @Test
    void whatCannotBeIsNamed() throws Exception {
        aGroupWithThreeMessages();
        refused(mine(ana, "{\"clearedToSeq\":4}"), 400, "clearedToSeq");
        refused(mine(ana, "{\"clearedToSeq\":-1}"), 400, "clearedToSeq");
        refused(mine(ana, "{\"mutedUntil\":\"2020-01-01T00:00:00Z\"}"), 400, "mutedUntil");
        refused(mine(ana, "{\"muted\":false,\"mutedUntil\":\"2999-01-01T00:00:00Z\"}"), 400, "muted");
        refused(
                call(
                        ana,
                        "PUT",
                        "/api/v1/conversations/" + group + "/draft",
                        "{\"text\":\"" + "x".repeat(20_001) + "\"}"),
                400,
                "text");
        assertThat(notes.all()).isEmpty();
    }

    @Test
    void aDraftIsKeptAndAnEmptyOneIsNone() throws Exception {
        aGroupWithThreeMessages();
        String path = "/api/v1/conversations/" + group + "/draft";
        assertThat(call(ana, "PUT", path, "{\"text\":\"I mean\",\"replyTo\":\"" + group + ".1\"}")
                        .statusCode())
                .isEqualTo(204);
        assertThat(call(ana, "PUT", path, "{\"text\":\"  \"}").statusCode()).isEqualTo(204);
        assertThat(notes.all().stream().map(NoteTaken::note).toList())
                .isEqualTo(List.of(new Note.Draft("I mean", new MessageId(group, 1)), new Note.Draft(null, null)));
    }

    @Test
    void favouritesAreMessagesThatOneMaySee() throws Exception {
        aGroupWithThreeMessages();
        belongs(ana, Window.from(0, 1));
        assertThat(call(ana, "PUT", "/api/v1/me/favourites/" + group + ".2", null)
                        .statusCode())
                .isEqualTo(204);
        assertThat(notes.all()).hasSize(1);
        refused(call(ana, "PUT", "/api/v1/me/favourites/" + group + ".1", null), 404, null);
        refused(call(ana, "PUT", "/api/v1/me/favourites/" + group + ".4", null), 404, null);
    }

    @Test
    void strangersAndFormerMembersNoteNothing() throws Exception {
        aGroupWithThreeMessages();
        project(new MemberKicked(group, ben, 3, ana, Instant.now()), 1);
        belongs(ben, Window.from(0, 0).until(4, 3));
        refused(mine(ben, "{\"pinned\":true}"), 403, null);
        refused(mine(UserId.of("0190a000-0000-7000-8000-0000000000ff"), "{\"pinned\":true}"), 404, null);
        assertThat(notes.all()).isEmpty();
    }

    @Test
    void whatIsNotedIsShownToTheOtherDevicesAlone() {
        Client phones = live(ana, phone);
        Client laptops = live(ana, laptop);
        Client bens = live(ben, phone);
        fanout.shown(List.of(
                        new NoteTaken(ana, group, new Note.Pinned(true), Instant.EPOCH, phone),
                        new NoteTaken(ana, group, new Note.Pinned(false), Instant.EPOCH, laptop),
                        new NoteTaken(ben, group, new Note.Cleared(3), Instant.EPOCH, null)))
                .block();
        assertThat(laptops.take("note").at("/note/pinned").asBoolean()).isTrue();
        assertThat(phones.take("note").at("/note/pinned").asBoolean()).isFalse();
        assertThat(bens.take("note").at("/note/toSeq").asLong()).isEqualTo(3);
    }

    private void aGroupWithThreeMessages() {
        project(created(ana, ben), 2);
        for (int seq = 1; seq <= 3; seq++) {
            project(message(ben, seq, "hello"), 2);
        }
        belongs(ana, Window.from(0, 0));
    }

    private void refused(HttpResponse<String> answer, int status, @Nullable String field) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        if (field != null) {
            assertThat(json.readTree(answer.body()).get("field").asString()).isEqualTo(field);
        }
    }

    private HttpResponse<String> mine(UserId user, String body) throws Exception {
        return call(user, "PATCH", "/api/v1/conversations/" + group + "/mine", body);
    }

    private HttpResponse<String> call(UserId user, String method, String path, @Nullable String body) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                            .header("Authorization", "Bearer " + TestTokens.token(user, phone))
                            .header("Content-Type", "application/json")
                            .method(
                                    method,
                                    body == null
                                            ? HttpRequest.BodyPublishers.noBody()
                                            : HttpRequest.BodyPublishers.ofString(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
