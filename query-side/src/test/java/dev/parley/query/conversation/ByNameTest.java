package dev.parley.query.conversation;

import static dev.parley.query.QuerySide.ANA;
import static dev.parley.query.QuerySide.BEN;
import static dev.parley.query.QuerySide.NOON;
import static dev.parley.query.QuerySide.conversation;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.conversation.ConversationType;
import dev.parley.api.conversation.ConversationView;
import dev.parley.api.conversation.Membership;
import dev.parley.api.people.PersonView;
import dev.parley.api.people.UserId;
import dev.parley.api.projection.Views;
import dev.parley.query.QuerySide;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.web.reactive.server.WebTestClient.BodyContentSpec;

class ByNameTest {

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
    void someConversations() {
        side.forget();
        group(1, "发布v2.1 大群");
        group(2, "Café Zoë & friends");
        group(3, "データベース勉強会");
        group(4, "주간회의");
        group(5, "Platform team");
        head(6, null, List.of(ANA, BEN));
        side.put(Views.PEOPLE, new PersonView(BEN, "ben_okafor", "Ben Okafor", 1));
        side.belongsFromTheStart(ANA, 1, 2, 3, 4, 5, 6);
    }

    @ParameterizedTest
    @CsvSource({
        "发布, 1",
        "大群, 1",
        "v2.1, 1",
        "cafe, 2",
        "ZOE, 2",
        "ベース, 3",
        "勉強, 3",
        "회의, 4",
        "plat, 5",
        "team plat, 5",
        "okaf, 6",
        "ben_, 6"
    })
    void aConversationIsFoundByItsNamesInAnyLanguage(String words, int number) {
        search(words)
                .jsonPath("$.items[*].conversation")
                .isEqualTo(conversation(number).toString());
    }

    @ParameterizedTest
    @CsvSource({"form", "ーム", "tform", "hi", "!?"})
    void whatNoNameHasIsNotFound(String words) {
        search(words).jsonPath("$.items").isEmpty();
    }

    @Test
    void theSameNameComesFirstThenWhatBeginsLikeIt() {
        group(7, "The Ops team");
        group(8, "ops");
        group(9, "Ops night shift");
        side.belongsFromTheStart(ANA, 7, 8, 9);

        search("ops")
                .jsonPath("$.items[*].name")
                .value(names -> assertThat(names).isEqualTo(List.of("ops", "Ops night shift", "The Ops team")));
    }

    @Test
    void onlyWhereOneIsNowIsFound() {
        side.belongs(ANA, Map.of(conversation(1), Membership.from(0, 0).ended(3, 3)));
        search("发布").jsonPath("$.items").isEmpty();
    }

    private static void group(int number, String name) {
        head(number, name, null);
    }

    private static void head(int number, @Nullable String name, @Nullable List<UserId> people) {
        side.put(
                Views.CONVERSATIONS,
                new ConversationView(
                        conversation(number),
                        people == null ? ConversationType.GROUP : ConversationType.DIRECT,
                        name,
                        2,
                        people,
                        0,
                        0,
                        null,
                        NOON));
    }

    private static BodyContentSpec search(String words) {
        return side.as(ANA)
                .get()
                .uri(uri -> uri.path("/api/v1/search/conversations")
                        .queryParam("q", "{q}")
                        .build(words))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody();
    }
}
