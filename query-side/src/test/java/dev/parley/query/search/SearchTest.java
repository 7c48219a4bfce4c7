package dev.parley.query.search;

import static dev.parley.query.QuerySide.ANA;
import static dev.parley.query.QuerySide.BEN;
import static dev.parley.query.QuerySide.NOON;
import static dev.parley.query.QuerySide.conversation;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.Membership;
import dev.parley.api.conversation.Window;
import dev.parley.api.projection.Projectors;
import dev.parley.query.QuerySide;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.json.JsonCompareMode;
import org.springframework.test.web.reactive.server.WebTestClient.BodyContentSpec;

class SearchTest {

    private static FakeElasticsearch elasticsearch;
    private static QuerySide side;

    @BeforeAll
    static void open() throws IOException {
        elasticsearch = new FakeElasticsearch();
        side = new QuerySide(elasticsearch.url());
    }

    @AfterAll
    static void close() {
        side.close();
        elasticsearch.close();
    }

    @BeforeEach
    void aGroupOfNine() {
        side.forget();
        elasticsearch.forget();
        side.group(1, BEN, 9, 0);
        side.belongsFromTheStart(ANA, 1);
    }

    @Test
    void whatIsFoundComesWithItsHighlights() {
        elasticsearch.finds(List.of(hit(1, 7)));

        search("q=word", 200).json("""
                        {"items": [{"message": "%1$s.7", "conversation": "%1$s", "seq": 7, "version": 7, "sender": "%2$s",
                          "at": "2026-01-01T12:00:07Z", "type": "text", "highlights": ["<em>word</em> 7"]}]}
                        """.formatted(conversation(1), BEN), JsonCompareMode.STRICT);
    }

    @Test
    void everyWordIsAPhraseAndTheLastMayBeUnfinished() {
        elasticsearch.finds(List.of(hit(1, 7)));
        search("q=  发布v2.1  dep", 200);

        assertThat(asked("/query/bool/must/0")).contains("\"match_phrase\":{\"text\":{\"query\":\"发布v2.1\"}}");
        assertThat(asked("/query/bool/must/0")).doesNotContain("prefix", "fuzz");
        assertThat(asked("/query/bool/must/1"))
                .contains(
                        "\"match_phrase_prefix\":{\"text.exact\":{\"boost\":0.5,\"max_expansions\":300,\"query\":\"dep\"}}");
    }

    @Test
    void whoEndsWithASpaceHasWrittenTheLastWord() {
        elasticsearch.finds(List.of(hit(1, 7)));
        search("q=dep ", 200);

        assertThat(asked("/query/bool/must")).doesNotContain("prefix");
    }

    @Test
    void onlyWhenNothingHasTheWordsAsTypedIsSomethingLikeThemLookedFor() {
        elasticsearch.finds(List.of());
        elasticsearch.finds(List.of(hit(1, 7)));
        search("q=tommorow", 200).jsonPath("$.approximate").isEqualTo(true);

        assertThat(elasticsearch.asked()).hasSize(2);
        assertThat(elasticsearch.asked().getFirst().toString()).doesNotContain("fuzziness");
        assertThat(elasticsearch.asked().getLast().toString()).contains("fuzziness");
    }

    @Test
    void withoutWordsItIsAboutWhoAndWhat() {
        elasticsearch.finds(List.of(hit(1, 7)));
        search("has=link,file", 200);

        assertThat(asked("/query/bool/must")).isEmpty();
        assertThat(asked("/query/bool/filter")).contains("{\"terms\":{\"has\":[\"file\",\"link\"]}}");
    }

    @Test
    void onlyOnesOwnWindowsAreSearched() {
        side.belongs(
                ANA,
                Map.of(
                        conversation(1),
                        new Membership(List.of(new Window(0, 0, 4L, 3L), new Window(7, 7, null, null)), 7),
                        conversation(2),
                        Membership.from(0, 0).ended(5, 5)));
        elasticsearch.finds(List.of(hit(1, 9)));
        search("q=word", 200);

        assertThat(asked("/query/bool/filter/0"))
                .isEqualTo("{\"bool\":{\"filter\":[{\"term\":{\"conversation\":{\"value\":\"" + conversation(1)
                        + "\"}}},{\"bool\":{\"minimum_should_match\":\"1\",\"should\":["
                        + "{\"range\":{\"seq\":{\"gt\":0.0,\"lte\":3.0}}},{\"range\":{\"seq\":{\"gt\":7.0}}}]}}]}}");
    }

    @Test
    void senderAndTimesNarrowTheSearch() {
        elasticsearch.finds(List.of(hit(1, 7)));
        search("q=word&from=" + BEN + "&after=2026-01-01T00:00:00Z&before=2026-02-01T00:00:00Z", 200);

        assertThat(asked("/query/bool/filter"))
                .contains("{\"terms\":{\"conversation\":[\"" + conversation(1) + "\"]}}")
                .contains("{\"term\":{\"deleted\":{\"value\":false}}}")
                .contains("{\"terms\":{\"sender\":[\"" + BEN + "\"]}}")
                .contains("{\"range\":{\"at\":{\"gt\":\"2026-01-01T00:00:00Z\",\"lt\":\"2026-02-01T00:00:00Z\"}}}");
    }

    @Test
    void theCursorGoesOnBehindTheLastItem() {
        elasticsearch.finds(List.of(hit(1, 9), hit(1, 8), hit(1, 7)));
        Map<?, ?> page = side.as(ANA)
                .get()
                .uri("/api/v1/search/messages?q=word&limit=2")
                .exchange()
                .expectBody(Map.class)
                .returnResult()
                .getResponseBody();
        elasticsearch.finds(List.of(hit(1, 7)));

        search("q=word&limit=2&cursor=" + page.get("next"), 200)
                .jsonPath("$.items.length()")
                .isEqualTo(1)
                .jsonPath("$.next")
                .doesNotExist();
        assertThat((List<?>) page.get("items")).hasSize(2);
        assertThat(elasticsearch.asked().getLast().at("/search_after").toString())
                .isEqualTo("[" + (NOON.toEpochMilli() + 8_000) + ",\"" + conversation(1) + "\",8]");
    }

    @Test
    void whatCameAfterARemovalThatTheViewMayNotKnowIsNotFound() {
        side.hasApplied(Projectors.MEMBERSHIPS, conversation(1), 8);
        elasticsearch.finds(List.of(hit(1, 9), hit(1, 8)));
        elasticsearch.finds(List.of(hit(1, 8)));

        search("q=word", 200).jsonPath("$.items[*].seq").isEqualTo(8);

        assertThat(elasticsearch.asked()).hasSize(2);
        assertThat(asked("/query/bool/filter/0")).contains("{\"range\":{\"version\":{\"lte\":8.0}}}");
    }

    @Test
    void aSearchInOneConversationAsksThereAloneAndOnlyMembers() {
        side.belongsFromTheStart(ANA, 1, 2);
        elasticsearch.finds(List.of(hit(1, 7)));
        search("q=word&conversation=" + conversation(1), 200);
        assertThat(asked("/query/bool/filter/0/terms/conversation")).isEqualTo("[\"" + conversation(1) + "\"]");

        search("q=word&conversation=" + conversation(3), 404).jsonPath("$.code").isEqualTo("NOT_FOUND");
        search("q=word&conversation=3", 404).jsonPath("$.code").isEqualTo("NOT_FOUND");
        side.belongs(ANA, Map.of(conversation(1), Membership.from(0, 0).ended(5, 5)));
        search("q=word&conversation=" + conversation(1), 403).jsonPath("$.code").isEqualTo("NOT_A_MEMBER");
    }

    @Test
    void veryManyMembershipsAreAskedInSeveralPartsAndMerged() {
        Map<ConversationId, Membership> many = new HashMap<>();
        IntStream.rangeClosed(1, 1_000).forEach(number -> many.put(conversation(number), Membership.from(3, 3)));
        side.belongs(ANA, many);
        elasticsearch.finds(List.of(hit(1, 5)));
        elasticsearch.finds(List.of(hit(1, 8), hit(1, 4)));

        search("q=word", 200)
                .jsonPath("$.items[*].seq")
                .value(seqs -> assertThat(seqs).isEqualTo(List.of(8, 5, 4)));
        assertThat(elasticsearch.asked()).hasSize(2);
    }

    @Test
    void whoBelongsNowhereAndWhoLooksForPunctuationFindsNothing() {
        search("q=!?", 200).json("{\"items\": []}", JsonCompareMode.STRICT);
        side.belongs(ANA, Map.of());
        search("q=word", 200).json("{\"items\": []}", JsonCompareMode.STRICT);
        assertThat(elasticsearch.asked()).isEmpty();
    }

    @Test
    void searchThatIsDownSaysSo() {
        search("q=word", 503).jsonPath("$.code").isEqualTo("UNAVAILABLE");
    }

    @ParameterizedTest
    @CsvSource({
        "limit=3, q",
        "q=, q",
        "'q=  ', q",
        "q=w&limit=0, limit",
        "q=w&from=ben, from",
        "q=w&after=yesterday, after",
        "q=w&before=12, before",
        "q=w&cursor=fHx8, cursor",
        "q=w&limit=1000000000, limit",
        "q=w&after=2026-02-01T00:00:00Z&before=2026-01-01T00:00:00Z, before",
        "q=w&sort=size, sort",
        "q=w&has=everything, has",
        "q=w&type=letter, type"
    })
    void whatIsOutsideItsLimitsIsNamed(String query, String field) {
        search(query, 400)
                .jsonPath("$.code")
                .isEqualTo("INVALID")
                .jsonPath("$.field")
                .isEqualTo(field);
    }

    @Test
    void aQueryHasTwoHundredCharactersAtMost() {
        elasticsearch.finds(List.of(hit(1, 7)));
        search("q=" + "发".repeat(200), 200);
        search("q=" + "发".repeat(201), 400).jsonPath("$.field").isEqualTo("q");
        search("q=" + "w".repeat(10_000), 400).jsonPath("$.field").isEqualTo("q");
        search("q=" + "w ".repeat(21), 400).jsonPath("$.detail").isEqualTo("A search has at most 20 words.");
    }

    private static String asked(String path) {
        return elasticsearch.asked().getLast().at(path).toString();
    }

    private static String hit(int number, long seq) {
        return """
                {"_index": "parley-messages-1", "_id": "%1$s.%2$d",
                 "_source": {"conversation": "%1$s", "sender": "%3$s", "seq": %2$d, "version": %2$d, "at": "%4$s",
                  "type": "text"},
                 "highlight": {"text": ["<em>word</em> %2$d"]}}
                """.formatted(conversation(number), seq, BEN, NOON.plusSeconds(seq));
    }

    private static BodyContentSpec search(String query, int status) {
        return side.as(ANA)
                .get()
                .uri("/api/v1/search/messages?" + query)
                .exchange()
                .expectStatus()
                .isEqualTo(status)
                .expectBody();
    }
}
