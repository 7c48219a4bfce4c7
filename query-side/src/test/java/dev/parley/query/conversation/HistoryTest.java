package dev.parley.query.conversation;

import static dev.parley.query.QuerySide.ANA;
import static dev.parley.query.QuerySide.BEN;
import static dev.parley.query.QuerySide.CAI;
import static dev.parley.query.QuerySide.NOON;
import static dev.parley.query.QuerySide.conversation;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.conversation.Membership;
import dev.parley.api.conversation.Window;
import dev.parley.api.projection.Projectors;
import dev.parley.api.wire.Topic;
import dev.parley.query.QuerySide;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.json.JsonCompareMode;
import org.springframework.test.web.reactive.server.WebTestClient.BodyContentSpec;

class HistoryTest {

    private static final String MESSAGES = "/api/v1/conversations/" + conversation(1) + "/messages";

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
    void aGroupOfNineMessages() {
        side.forget();
        side.group(1, BEN, 9, 0);
        side.belongsFromTheStart(ANA, 1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            nullValues = "-",
            value = {
                "-; 9 8 7 6 5 4 3 2 1",
                "?limit=3; 9 8 7",
                "?before=7&limit=3; 6 5 4",
                "?before=2; 1",
                "?before=1; -",
                "?before=0; -",
                "?before=1000; 9 8 7 6 5 4 3 2 1",
                "?after=0&limit=2; 1 2",
                "?after=7; 8 9",
                "?after=9; -",
                "?after=9223372036854775807; -",
            })
    void aPageGoesBackFromASeqOrForwardFromOne(String query, String expected) {
        assertThat(seqs(query == null ? "" : query)).isEqualTo(numbers(expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            nullValues = "-",
            value = {
                "-; 9 8 3 2",
                "?limit=3; 9 8 3",
                "?before=8; 3 2",
                "?before=6; 3 2",
                "?after=0&limit=3; 2 3 8",
                "?after=4; 8 9",
            })
    void whatLiesBetweenTwoStaysIsNotThere(String query, String expected) {
        side.belongs(
                ANA,
                Map.of(
                        conversation(1),
                        new Membership(List.of(new Window(1, 1, 4L, 3L), new Window(7, 7, null, null)), 7)));

        assertThat(seqs(query == null ? "" : query)).isEqualTo(numbers(expected));
    }

    @Test
    void aMessageIsShownAsItWasSaid() {
        ok("?limit=1").json("""
                        {"items": [{"message": "%1$s.9", "seq": 9, "version": 9, "sender": "%2$s", "at": "2026-01-01T12:00:00Z",
                          "content": {"type": "text", "text": "word 9"}, "mentions": []}]}
                        """.formatted(conversation(1), BEN), JsonCompareMode.STRICT);
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0, limit",
        "limit=101, limit",
        "before=-1, before",
        "after=-1, after",
        "after=1&before=3, after",
        "before=now, before",
        "minVersion=-1, minVersion"
    })
    void whatIsOutsideItsLimitsIsNamed(String query, String field) {
        status("?" + query, 400)
                .jsonPath("$.code")
                .isEqualTo("INVALID")
                .jsonPath("$.field")
                .isEqualTo(field);
    }

    @Test
    void unknownNeverTheirsAndIllFormedLookTheSame() {
        List<Map<?, ?>> answers = Stream.of(conversation(1), conversation(99), "no-id")
                .<Map<?, ?>>map(id -> side.as(CAI)
                        .get()
                        .uri("/api/v1/conversations/" + id + "/messages")
                        .exchange()
                        .expectStatus()
                        .isNotFound()
                        .expectBody(Map.class)
                        .returnResult()
                        .getResponseBody())
                .toList();

        answers.forEach(answer -> answer.remove("traceId"));
        assertThat(answers.getFirst().get("code")).isEqualTo("NOT_FOUND");
        assertThat(answers).allMatch(answer -> answer.equals(answers.getFirst()));
    }

    @Test
    void whoLeftIsToldSo() {
        side.belongs(ANA, Map.of(conversation(1), Membership.from(0, 0).ended(5, 5)));

        status("", 403).jsonPath("$.code").isEqualTo("NOT_A_MEMBER");
    }

    @Test
    void aNoWaitsForTheViewAndMayBecomeAYes() {
        side.topicEndsAt(Topic.CONVERSATION_EVENTS, 10);
        side.hasRead(Projectors.MEMBERSHIPS, Topic.CONVERSATION_EVENTS, 9);
        CompletableFuture<List<Integer>> answer = CompletableFuture.supplyAsync(() -> seqs(CAI, "?limit=1"));

        side.belongsFromTheStart(CAI, 1);
        side.hasRead(Projectors.MEMBERSHIPS, Topic.CONVERSATION_EVENTS, 12);

        assertThat(answer).succeedsWithin(java.time.Duration.ofSeconds(20)).isEqualTo(List.of(9));
    }

    @Test
    void aNoIsNeverSaidByAViewThatDoesNotCatchUp() {
        side.topicEndsAt(Topic.CONVERSATION_EVENTS, 10);
        side.hasRead(Projectors.MEMBERSHIPS, Topic.CONVERSATION_EVENTS, 9);

        side.as(CAI)
                .get()
                .uri(MESSAGES)
                .exchange()
                .expectStatus()
                .isEqualTo(503)
                .expectHeader()
                .exists("Retry-After")
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("VIEW_BEHIND");
    }

    @Test
    void aReadWaitsForTheVersionItHasToHold() {
        CompletableFuture<List<Integer>> answer =
                CompletableFuture.supplyAsync(() -> seqs(ANA, "?limit=1&minVersion=10"));

        side.group(1, BEN, 10, 0);

        assertThat(answer).succeedsWithin(java.time.Duration.ofSeconds(20)).isEqualTo(List.of(10));
    }

    @Test
    void aVersionThatNeverComesIsNotWaitedForLong() {
        status("?minVersion=11", 503).jsonPath("$.code").isEqualTo("VIEW_BEHIND");
    }

    @Test
    void aHistoryThatIsBehindItsHeadIsWaitedForRatherThanShownWithAHole() {
        side.head(1, BEN, 10, 0);
        side.hasApplied(Projectors.MEMBERSHIPS, conversation(1), 10);
        CompletableFuture<List<Integer>> answer = CompletableFuture.supplyAsync(() -> seqs(ANA, "?limit=2"));

        side.message(conversation(1), 10, BEN, NOON);
        side.hasApplied(Projectors.HISTORY, conversation(1), 10);

        assertThat(answer).succeedsWithin(java.time.Duration.ofSeconds(20)).isEqualTo(List.of(10, 9));
    }

    @Test
    void nothingIsShownThatCameAfterARemovalWhichTheViewMayNotKnowYet() {
        side.group(1, BEN, 10, 0);
        side.hasApplied(Projectors.MEMBERSHIPS, conversation(1), 8);

        status("", 503).jsonPath("$.code").isEqualTo("VIEW_BEHIND");
    }

    @Test
    void oneConversationIsReadLikeAnItemOfTheList() {
        side.hasReadUpTo(ANA, 1, 4);

        side.as(ANA)
                .get()
                .uri("/api/v1/conversations/" + conversation(1) + "?minVersion=9")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.name")
                .isEqualTo("Group 1")
                .jsonPath("$.unread")
                .isEqualTo(5);
        side.as(CAI)
                .get()
                .uri("/api/v1/conversations/" + conversation(1))
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    private static List<Integer> numbers(String text) {
        return text == null
                ? List.of()
                : Stream.of(text.split(" ")).map(Integer::valueOf).toList();
    }

    private static List<Integer> seqs(String query) {
        return seqs(ANA, query);
    }

    private static List<Integer> seqs(dev.parley.api.people.UserId user, String query) {
        Map<?, ?> page = side.as(user)
                .get()
                .uri(MESSAGES + query)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(Map.class)
                .returnResult()
                .getResponseBody();
        return ((List<?>) page.get("items"))
                .stream().map(item -> (Integer) ((Map<?, ?>) item).get("seq")).toList();
    }

    private static BodyContentSpec ok(String query) {
        return status(query, 200);
    }

    private static BodyContentSpec status(String query, int status) {
        return side.as(ANA)
                .get()
                .uri(MESSAGES + query)
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectBody();
    }
}
