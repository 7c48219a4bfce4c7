package dev.parley.query.conversation;

import static dev.parley.query.QuerySide.ANA;
import static dev.parley.query.QuerySide.BEN;
import static dev.parley.query.QuerySide.CAI;
import static dev.parley.query.QuerySide.conversation;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.conversation.Membership;
import dev.parley.api.conversation.Window;
import dev.parley.api.people.UserId;
import dev.parley.api.projection.Projectors;
import dev.parley.query.QuerySide;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.reactive.server.WebTestClient.BodyContentSpec;

class ConversationListTest {

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
    void forget() {
        side.forget();
    }

    @Test
    void theLatestComesFirstAndOnlyWhereOneStillBelongs() {
        side.group(1, BEN, 3, 1);
        side.group(2, BEN, 1, 3);
        side.group(3, BEN, 1, 2);
        side.group(4, BEN, 1, 4);
        side.group(5, BEN, 1, 5);
        side.belongs(
                ANA,
                Map.of(
                        conversation(1), Membership.from(0, 0),
                        conversation(2), Membership.from(0, 0),
                        conversation(3), Membership.from(0, 0),
                        conversation(4), Membership.from(0, 0).ended(1, 1)));

        list(ANA, "")
                .jsonPath("$.items[*].name")
                .value(names -> assertThat(names).isEqualTo(List.of("Group 2", "Group 3", "Group 1")))
                .jsonPath("$.next")
                .doesNotExist();
    }

    @Test
    void anItemSaysWhatItIsAndWhatIsNewInIt() {
        side.group(1, BEN, 5, 1);
        side.belongsFromTheStart(ANA, 1);
        side.hasReadUpTo(ANA, 1, 3);

        list(ANA, "").json("""
                        {"items": [{
                          "conversation": "%1$s", "type": "group", "name": "Group 1", "memberCount": 2,
                          "lastMessage": {"message": "%1$s.5", "seq": 5, "sender": "%2$s", "at": "2026-01-01T13:00:00Z", "preview": "word 5"},
                          "seq": 5, "version": 5, "unread": 2, "mentioned": false, "readSeq": 3, "pinned": false,
                          "muted": false, "hidden": false, "markedUnread": false, "activeAt": "2026-01-01T13:00:00Z"}]}
                        """.formatted(conversation(1), BEN), org.springframework.test.json.JsonCompareMode.STRICT);
    }

    @Test
    void whatWasSaidBeforeOneJoinedIsNeitherUnreadNorShown() {
        side.group(1, BEN, 5, 1);
        side.group(2, BEN, 5, 2);
        side.belongs(ANA, Map.of(conversation(1), Membership.from(4, 4), conversation(2), Membership.from(5, 5)));

        list(ANA, "")
                .jsonPath("$.items[*].unread")
                .value(unread -> assertThat(unread).isEqualTo(List.of(0, 1)))
                .jsonPath("$.items[0].lastMessage")
                .doesNotExist()
                .jsonPath("$.items[1].lastMessage.seq")
                .isEqualTo(5);
    }

    @Test
    void afterComingBackOnlyTheLastStayCounts() {
        side.group(1, BEN, 9, 1);
        side.belongs(
                ANA,
                Map.of(
                        conversation(1),
                        new Membership(List.of(new Window(0, 0, 3L, 2L), new Window(7, 7, null, null)), 7)));
        side.hasReadUpTo(ANA, 1, 1);

        list(ANA, "").jsonPath("$.items[0].unread").isEqualTo(2);
    }

    @Test
    void onesOwnMessagesAreReadEvenBeforeThePositionKnowsThem() {
        side.group(1, ANA, 5, 1);
        side.belongsFromTheStart(ANA, 1);
        side.hasReadUpTo(ANA, 1, 4);

        list(ANA, "")
                .jsonPath("$.items[0].unread")
                .isEqualTo(0)
                .jsonPath("$.items[0].readSeq")
                .isEqualTo(5);
    }

    @Test
    void aMessageIsHeldBackWhileNobodyKnowsWhetherTheReaderWasStillThere() {
        side.group(1, BEN, 5, 1);
        side.hasApplied(Projectors.MEMBERSHIPS, conversation(1), 4);
        side.belongsFromTheStart(ANA, 1);

        list(ANA, "")
                .jsonPath("$.items[0].name")
                .isEqualTo("Group 1")
                .jsonPath("$.items[0].lastMessage")
                .doesNotExist();
    }

    @Test
    void pagesHoldEveryConversationOnceThoughManyAreAsOldAsEachOther() {
        int[] numbers = new int[25];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = i;
            side.group(i, BEN, 1, i / 10);
        }
        side.belongsFromTheStart(ANA, numbers);

        List<String> met = new ArrayList<>();
        String cursor = "";
        int pages = 0;
        while (cursor != null) {
            String from = cursor.isEmpty() ? "" : "&cursor=" + cursor;
            Map<?, ?> page = side.as(ANA)
                    .get()
                    .uri("/api/v1/conversations?limit=7" + from)
                    .exchange()
                    .expectBody(Map.class)
                    .returnResult()
                    .getResponseBody();
            ((List<?>) page.get("items")).forEach(item -> met.add((String) ((Map<?, ?>) item).get("conversation")));
            cursor = (String) page.get("next");
            pages++;
        }

        assertThat(pages).isEqualTo(4);
        assertThat(met).hasSize(25).doesNotHaveDuplicates();
    }

    @Test
    void whoBelongsNowhereHasAnEmptyList() {
        list(CAI, "").json("{\"items\": []}", org.springframework.test.json.JsonCompareMode.STRICT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "101", "-1", "many", "1e3", "99999999999"})
    void aLimitOutsideItsLimitsIsNamed(String limit) {
        invalid("limit", "?limit=" + limit);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "====", "bm8gY3Vyc29y", "2026|yesterday", "%00", "fA"})
    void aForgedCursorIsNamed(String cursor) {
        invalid("cursor", "?cursor=" + cursor);
    }

    @Test
    void aForgedCursorThatCouldBeOneShowsNothingButOnesOwn() {
        side.group(1, BEN, 1, 1);
        side.group(2, BEN, 1, 2);
        side.belongsFromTheStart(ANA, 1);
        String cursor = Base64.getUrlEncoder()
                .encodeToString(("0|2099-01-01T00:00:00Z|" + conversation(2)).getBytes(StandardCharsets.UTF_8));

        list(ANA, "?cursor=" + cursor).jsonPath("$.items.length()").isEqualTo(1);
    }

    private static void invalid(String field, String query) {
        side.as(ANA)
                .get()
                .uri("/api/v1/conversations" + query)
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("INVALID")
                .jsonPath("$.field")
                .isEqualTo(field);
    }

    private static BodyContentSpec list(UserId user, String query) {
        return side.as(user)
                .get()
                .uri("/api/v1/conversations" + query)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody();
    }
}
