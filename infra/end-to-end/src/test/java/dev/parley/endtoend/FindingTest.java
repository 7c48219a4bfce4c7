package dev.parley.endtoend;

import static dev.parley.endtoend.Refusals.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.demo.client.Answer;
import dev.parley.demo.client.Answers.Hit;
import dev.parley.demo.client.Eventually;
import dev.parley.demo.client.Page;
import dev.parley.demo.client.Person;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a search can be narrowed to, how far it may guess, and what follows it. */
class FindingTest extends Journey {

    private Person ana;
    private Person ben;
    private String group;

    @BeforeEach
    void meet() {
        ana = newcomer("Ana");
        ben = newcomer("Ben");
        group = group(ana, ben);
    }

    @ParameterizedTest
    @CsvSource({
        "tommorow, See you tomorrow",
        "ベース, データベースの件",
        "회의, 회의를 시작합니다",
        "PR, PR을 확인해 주세요",
        "13800138000, call 138-0013-8000",
        "email, the e-mail is out",
        "👍, fine 👍🏽",
        "猫, 我家的猫很可爱",
        "明天开会, 明天下午开会",
    })
    void aMessageIsFoundAsPeopleMeanIt(String query, String text) {
        say(ana, group, "Something that is not looked for");
        say(ana, group, text);
        Hit hit = Eventually.see("one hit", () -> ben.rest().search(query), FindingTest::one)
                .items()
                .getFirst();
        assertThat(hit.unmarked()).isEqualTo(text);
    }

    @Test
    void editedAndRecalledMessagesFollow() {
        String first = say(ana, group, "a striped okapi").message();
        String second = say(ana, group, "another okapi").message();
        Eventually.see("both", () -> ben.rest().search("okapi").items(), hits -> hits.size() == 2);

        call(
                ana,
                "PATCH",
                "/conversations/" + group + "/messages/" + first,
                "{\"content\": {\"type\": \"text\", \"text\": \"a striped tapir\"}}");
        call(ana, "DELETE", "/conversations/" + group + "/messages/" + second, null);

        Eventually.see("no okapi", () -> ben.rest().search("okapi").items(), List::isEmpty);
        Eventually.see("the tapir", () -> ben.rest().search("tapir"), FindingTest::one);
    }

    @Test
    void whatHoldsALinkIsFoundWithoutWords() {
        say(ana, group, "no address here");
        say(ana, group, "read https://parley.example/docs first");
        Answer found = Eventually.see(
                "one link",
                () -> call(ben, "GET", "/search/messages?has=link", null),
                answer -> answer.text().contains("parley.example"));
        assertThat(found.text()).doesNotContain("no address");

        Answer media = Eventually.see(
                "one link in the list",
                () -> call(ben, "GET", "/conversations/" + group + "/media?has=link", null),
                answer -> answer.text().contains("parley.example"));
        assertThat(media.text()).doesNotContain("no address");
    }

    @Test
    void aHitLeadsToWhatWasSaidAroundIt() {
        sayNumbers(ana, group, 1, 5);
        say(ana, group, "the needle");
        sayNumbers(ana, group, 7, 9);
        Hit hit = Eventually.see("one hit", () -> ben.rest().search("needle"), FindingTest::one)
                .items()
                .getFirst();
        assertThat(texts(ben.rest()
                        .history(group, "around", Long.toString(hit.seq()), "limit", "3")
                        .items()))
                .containsExactly("5", "the needle", "7");
    }

    @Test
    void pagesByRelevanceMeetEveryHitOnceThoughMoreIsSaid() {
        for (int i = 1; i <= 7; i++) {
            say(ana, group, "zebra ".repeat(i).strip());
        }
        Eventually.see("all seven", () -> ben.rest().search("zebra").items(), hits -> hits.size() == 7);
        Page<Hit> first = ben.rest().search("zebra", "sort", "relevance", "limit", "4");
        say(ana, group, "zebra zebra zebra zebra zebra zebra zebra zebra");
        Eventually.see("the eighth", () -> ben.rest().search("zebra").items(), hits -> hits.size() == 8);

        Page<Hit> second = ben.rest().search("zebra", "sort", "relevance", "limit", "4", "cursor", first.next());

        Set<Long> met = new TreeSet<>(first.items().stream().map(Hit::seq).toList());
        second.items().forEach(hit -> assertThat(met.add(hit.seq())).isTrue());
        assertThat(met).containsExactlyElementsOf(range(1, 7));
        assertThat(second.next()).isNull();
    }

    @Test
    void anothersCursorShowsNothingOfTheirs() {
        for (int i = 1; i <= 4; i++) {
            say(ana, group, "a private walrus " + i);
        }
        Eventually.see("all", () -> ben.rest().search("walrus").items(), hits -> hits.size() == 4);
        Person chen = newcomer("Chen");
        for (String sort : List.of("time", "relevance")) {
            Page<Hit> page = ben.rest().search("walrus", "sort", sort, "limit", "2");
            assertThat(chen.rest()
                            .search("walrus", "sort", sort, "limit", "2", "cursor", page.next())
                            .items())
                    .isEmpty();
        }
    }

    @Test
    void oneGoesOnReadingAtTheFirstUnreadMessage() {
        sayNumbers(ana, group, 1, 6);
        history(ben, group, 6);
        ben.rest().read(group, 2);
        awaitUnread(ben, group, 4);
        Answer place = call(ben, "GET", "/conversations/" + group + "/unread?limit=3", null);
        assertThat(place.text()).contains("\"seq\":3,\"unread\":4", "\"readSeq\":2");
    }

    @Test
    void aGroupIsFoundByItsName() {
        String named = ana.rest().createGroup("周末 Hiking 小分队", users(ben)).conversation();
        for (String words : List.of("小分队", "hik")) {
            Eventually.see(
                    "the group",
                    () -> call(
                            ben,
                            "GET",
                            "/search/conversations?q=" + URLEncoder.encode(words, StandardCharsets.UTF_8),
                            null),
                    answer -> answer.text().contains(named));
        }
        assertThat(call(newcomer("Chen"), "GET", "/search/conversations?q=hik", null)
                        .text())
                .doesNotContain(named);
    }

    @ParameterizedTest
    @CsvSource({
        "q=w&limit=1000000000, limit",
        "q=w&cursor=bm9uZSBvZiBvdXJz, cursor",
        "q=w&has=anything, has",
        "q=w&sort=size, sort",
        "q=w&after=2026-02-01T00:00:00Z&before=2026-01-01T00:00:00Z, before",
    })
    void whatIsOutsideItsLimitsIsNamed(String query, String field) {
        assertProblem(ben.rest().call("GET", "/search/messages?" + query, Map.of(), null), 400, "INVALID", field);
    }

    private static Answer call(Person person, String method, String path, @Nullable String body) {
        return person.rest().call(method, path, Map.of(), body).orRefused();
    }

    private static boolean one(Page<Hit> page) {
        return page.items().size() == 1;
    }
}
