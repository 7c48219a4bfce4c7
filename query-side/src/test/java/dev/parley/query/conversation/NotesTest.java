package dev.parley.query.conversation;

import static dev.parley.query.QuerySide.ANA;
import static dev.parley.query.QuerySide.BEN;
import static dev.parley.query.QuerySide.NOON;
import static dev.parley.query.QuerySide.conversation;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.conversation.Membership;
import dev.parley.api.note.DraftView;
import dev.parley.api.note.FavouritesView;
import dev.parley.api.note.Note;
import dev.parley.api.note.NotesView;
import dev.parley.api.note.NotesView.Notes;
import dev.parley.api.projection.Views;
import dev.parley.query.QuerySide;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient.BodyContentSpec;

/** What somebody has noted, where they meet it. */
class NotesTest {

    private static QuerySide side;

    @BeforeAll
    static void open() {
        side = QuerySide.withoutSearch();
    }

    @AfterAll
    static void close() {
        side.close();
    }

    @BeforeEach
    void threeGroups() {
        side.forget();
        side.group(1, BEN, 3, 1);
        side.group(2, BEN, 3, 2);
        side.group(3, BEN, 3, 3);
        side.belongsFromTheStart(ANA, 1, 2, 3);
    }

    @Test
    void whatIsPinnedComesFirstAndWhatIsHiddenNotAtAll() {
        notes(Map.of(1, new Notes(true, null, null, null, null), 3, new Notes(null, null, 3L, null, null)));

        assertNames("/api/v1/conversations", "Group 1", "Group 2");
        assertNames("/api/v1/conversations?hidden=true", "Group 3");
        get("/api/v1/conversations").jsonPath("$.items[0].pinned").isEqualTo(true);
    }

    @Test
    void theNextMessageBringsAHiddenOneBack() {
        notes(Map.of(3, new Notes(null, null, 2L, null, null)));

        assertNames("/api/v1/conversations", "Group 3", "Group 2", "Group 1");
    }

    @Test
    void pagesGoOnBehindWhatIsPinned() {
        notes(Map.of(1, new Notes(true, null, null, null, null)));
        Map<?, ?> first = side.as(ANA)
                .get()
                .uri("/api/v1/conversations?limit=1")
                .exchange()
                .expectBody(Map.class)
                .returnResult()
                .getResponseBody();

        assertThat(first).isNotNull();
        assertNames("/api/v1/conversations?cursor=" + first.get("next"), "Group 3", "Group 2");
    }

    @Test
    void muteAndMarkHoldAsLongAsTheyWereMeant() {
        notes(Map.of(
                1, new Notes(null, Note.Muted.FOR_EVER, null, 3L, null),
                2, new Notes(null, NOON.minusSeconds(1), null, 1L, null)));
        side.hasReadUpTo(ANA, 2, 2);

        get("/api/v1/conversations/" + conversation(1) + "/mine")
                .jsonPath("$.muted")
                .isEqualTo(true)
                .jsonPath("$.markedUnread")
                .isEqualTo(true);
        get("/api/v1/conversations/" + conversation(2) + "/mine")
                .jsonPath("$.muted")
                .isEqualTo(false)
                .jsonPath("$.markedUnread")
                .isEqualTo(false);
    }

    @Test
    void aDraftIsWholeInItsConversationAndShortInTheList() {
        String key = DraftView.key(ANA, conversation(3));
        side.put(Views.DRAFTS, new DraftView(key, conversation(3), "word ".repeat(100), null, NOON));

        get("/api/v1/conversations/" + conversation(3) + "/mine")
                .jsonPath("$.draft.text")
                .isEqualTo("word ".repeat(100));
        get("/api/v1/conversations")
                .jsonPath("$.items[0].draft.preview")
                .value((String preview) -> assertThat(preview).hasSize(120).endsWith("…"));
    }

    @Test
    void favouritesAreTheMessagesOfNowAsFarAsOneMaySeeThem() {
        side.belongs(
                ANA,
                Map.of(
                        conversation(1), Membership.from(0, 0),
                        conversation(2), Membership.from(0, 2),
                        conversation(3), Membership.from(0, 0).ended(3, 3)));
        side.put(
                Views.FAVOURITES,
                new FavouritesView(
                        ANA,
                        Map.of(
                                conversation(1), Map.of(1L, NOON, 2L, NOON.plusSeconds(1)),
                                conversation(2), Map.of(2L, NOON, 3L, NOON.plusSeconds(5)),
                                conversation(3), Map.of(1L, NOON))));

        get("/api/v1/me/favourites")
                .jsonPath("$.items[*].message.message")
                .value((List<String> messages) -> assertThat(messages)
                        .containsExactly(conversation(2) + ".3", conversation(1) + ".2", conversation(1) + ".1"))
                .jsonPath("$.items[1].message.content.text")
                .isEqualTo("word 2");
    }

    private static void notes(Map<Integer, Notes> notes) {
        side.put(
                Views.NOTES,
                new NotesView(
                        ANA,
                        notes.entrySet().stream()
                                .collect(Collectors.toMap(each -> conversation(each.getKey()), Map.Entry::getValue))));
    }

    private static void assertNames(String path, String... names) {
        get(path)
                .jsonPath("$.items[*].name")
                .value((List<String> found) -> assertThat(found).containsExactly(names));
    }

    private static BodyContentSpec get(String path) {
        return side.as(ANA).get().uri(path).exchange().expectStatus().isOk().expectBody();
    }
}
