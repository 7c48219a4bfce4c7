package dev.parley.query.conversation;

import static dev.parley.query.QuerySide.ANA;
import static dev.parley.query.QuerySide.BEN;
import static dev.parley.query.QuerySide.NOON;
import static dev.parley.query.QuerySide.conversation;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.conversation.Content;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.Gone;
import dev.parley.api.conversation.LoggedEventView;
import dev.parley.api.conversation.Membership;
import dev.parley.api.conversation.MessageId;
import dev.parley.api.conversation.MessageView;
import dev.parley.api.conversation.MessageView.Reaction;
import dev.parley.api.conversation.Window;
import dev.parley.api.projection.Views;
import dev.parley.query.QuerySide;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/** Messages as their readers see them after something has happened to them. */
class MessagesTest {

    private static final ConversationId GROUP = conversation(1);

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
    void aGroupWithNineMessages() {
        side.forget();
        side.group(1, BEN, 9, 1);
        side.belongsFromTheStart(ANA, 1);
    }

    @Test
    void aTombstoneSaysThatItIsOneAndNothingElse() {
        put(4, null, null, Gone.RECALLED);
        put(5, null, null, Gone.EXPIRED);

        get("/messages/" + id(4))
                .expectBody()
                .jsonPath("$.recalled")
                .isEqualTo(true)
                .jsonPath("$.content")
                .doesNotExist();
        get("/messages?after=4&limit=1")
                .expectBody()
                .jsonPath("$.items[0].expired")
                .isEqualTo(true);
        get("/messages/" + id(4) + "/versions").expectStatus().isEqualTo(410);
    }

    @Test
    void aQuoteIsWhatTheOtherMessageSaysNow() {
        put(5, "edited words", null, null);
        put(6, "answer", id(5), null);
        put(7, "late answer", id(4), null);
        put(4, null, null, Gone.RECALLED);

        get("/messages?after=5&limit=2")
                .expectBody()
                .jsonPath("$.items[0].quote.preview")
                .isEqualTo("edited words")
                .jsonPath("$.items[1].quote.recalled")
                .isEqualTo(true)
                .jsonPath("$.items[1].quote.preview")
                .doesNotExist();
    }

    @Test
    void aQuoteOfWhatOneMayNotSeeIsAnIdAlone() {
        side.belongs(ANA, Map.of(GROUP, Membership.from(0, 5)));
        put(6, "answer", id(5), null);

        get("/messages/" + id(6))
                .expectBody()
                .jsonPath("$.quote.message")
                .isEqualTo(id(5).toString())
                .jsonPath("$.quote.sender")
                .doesNotExist()
                .jsonPath("$.quote.preview")
                .doesNotExist();
    }

    @Test
    void itsVersionsAreReadFromTheLogTheNewestFirst() {
        side.put(
                Views.MESSAGES,
                new MessageView(
                        id(3),
                        3,
                        3,
                        BEN,
                        NOON,
                        new Content.Text("three"),
                        null,
                        List.of(),
                        null,
                        null,
                        null,
                        null,
                        List.of(3L, 10L, 12L),
                        NOON,
                        null,
                        null,
                        List.of(),
                        12L));
        log(3, "one");
        log(10, "two");
        log(12, "three");

        get("/messages/" + id(3) + "/versions?limit=2")
                .expectBody()
                .jsonPath("$.items[*].content.text")
                .value((List<String> texts) -> assertThat(texts).containsExactly("three", "two"))
                .jsonPath("$.items[0].edition")
                .isEqualTo(3)
                .jsonPath("$.next")
                .exists();
        get("/messages/" + id(3)).expectBody().jsonPath("$.edition").isEqualTo(3);
    }

    @Test
    void aPageAroundAMessageHasItInTheMiddle() {
        get("/messages?around=5&limit=4")
                .expectBody()
                .jsonPath("$.items[*].seq")
                .value((List<Integer> seqs) -> assertThat(seqs).containsExactly(3, 4, 5, 6));
        get("/messages?around=5&after=3").expectStatus().isBadRequest();
    }

    @Test
    void whoCameBackAndMayReadEverythingMeetsEachMessageOnce() {
        side.belongs(
                ANA,
                Map.of(
                        GROUP,
                        new Membership(List.of(new Window(0, 2, 2, 5L, 4L), new Window(7, 6, 0, null, null)), 7)));

        get("/messages?after=0")
                .expectBody()
                .jsonPath("$.items[*].seq")
                .value((List<Integer> seqs) -> assertThat(seqs).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9));
        get("/messages")
                .expectBody()
                .jsonPath("$.items[*].seq")
                .value((List<Integer> seqs) -> assertThat(seqs).containsExactly(9, 8, 7, 6, 5, 4, 3, 2, 1));
    }

    @Test
    void aMessageOfAnotherConversationIsNotHere() {
        get("/messages/" + new MessageId(conversation(2), 1)).expectStatus().isNotFound();
        get("/messages/nonsense").expectStatus().isNotFound();
        get("/messages/" + id(10)).expectStatus().isNotFound();
    }

    @Test
    void reactionsSayHowManyAndWhetherOneIsAmongThem() {
        side.put(
                Views.MESSAGES,
                new MessageView(
                        id(2),
                        2,
                        2,
                        BEN,
                        NOON,
                        new Content.Text("two"),
                        null,
                        List.of(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        List.of(new Reaction("👍", List.of(BEN, ANA)), new Reaction("🎉", List.of(BEN))),
                        10L));

        get("/messages/" + id(2))
                .expectBody()
                .jsonPath("$.reactions[0].count")
                .isEqualTo(2)
                .jsonPath("$.reactions[0].mine")
                .isEqualTo(true)
                .jsonPath("$.reactions[1].mine")
                .isEqualTo(false);
    }

    private static void put(long seq, @Nullable String text, @Nullable MessageId replyTo, @Nullable Gone gone) {
        side.put(
                Views.MESSAGES,
                new MessageView(
                        id(seq),
                        seq,
                        seq,
                        BEN,
                        NOON,
                        text == null ? null : new Content.Text(text),
                        replyTo,
                        List.of(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        gone,
                        null,
                        List.of(),
                        10L));
    }

    private static void log(long version, String text) {
        side.put(
                Views.CONVERSATION_LOG,
                new LoggedEventView(
                        LoggedEventView.key(GROUP, version),
                        GROUP,
                        version,
                        "MessageEdited",
                        NOON,
                        BEN.toString(),
                        "{\"content\":{\"type\":\"text\",\"text\":\"" + text + "\"}}"));
    }

    private static MessageId id(long seq) {
        return new MessageId(GROUP, seq);
    }

    private static ResponseSpec get(String path) {
        return side.as(ANA).get().uri("/api/v1/conversations/" + GROUP + path).exchange();
    }
}
