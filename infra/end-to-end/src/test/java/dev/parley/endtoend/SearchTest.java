package dev.parley.endtoend;

import static dev.parley.endtoend.Refusals.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.demo.client.Answers.Hit;
import dev.parley.demo.client.Eventually;
import dev.parley.demo.client.Page;
import dev.parley.demo.client.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchTest extends Journey {

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
        "发布, 今天发布v2.1版本",
        "版本, 今天发布v2.1版本",
        "v2.1, 今天发布v2.1版本",
        "布v2, 今天发布v2.1版本",
        "rollout, The rollouts have finished",
        "ROLLOUTS, One rollout is left",
        "cafe, We meet in the Café",
        "tomorrow mor, See you tomorrow morning"
    })
    void aMessageIsFoundByItsWordsWithTheMatchMarked(String query, String text) {
        say(ana, group, "Something that is not looked for");
        say(ana, group, text);

        Hit hit = Eventually.see("one hit", () -> ben.rest().search(query), SearchTest::one)
                .items()
                .getFirst();

        assertThat(hit.unmarked()).isEqualTo(text);
        assertThat(hit.conversation()).isEqualTo(group);
        assertThat(hit.sender()).isEqualTo(ana.user());
        assertThat(hit.seq()).isEqualTo(2);
        assertThat(hit.highlights()).isNotEmpty().allMatch(highlight -> highlight.contains("<em>"));
    }

    @Test
    void onlyOwnConversationsAreSearched() {
        Person chen = newcomer("Chen");
        say(ana, group, "a secret giraffe");
        say(ana, group(ana, chen), "a public giraffe");

        Eventually.see("both for Ana", () -> ana.rest().search("giraffe").items(), hits -> hits.size() == 2);
        assertThat(ben.rest().search("giraffe").items())
                .extracting(hit -> hit.unmarked())
                .containsExactly("a secret giraffe");
        assertThat(chen.rest().search("giraffe").items())
                .extracting(hit -> hit.unmarked())
                .containsExactly("a public giraffe");
    }

    @Test
    void aNewcomerDoesNotFindWhatWasSaidBefore() {
        say(ana, group, "an old tortoise");
        Person chen = newcomer("Chen");
        ana.rest().add(group, chen.user());
        say(ana, group, "a young tortoise");

        Eventually.see("both for Ana", () -> ana.rest().search("tortoise").items(), hits -> hits.size() == 2);
        assertThat(Eventually.see("one for Chen", () -> chen.rest().search("tortoise"), SearchTest::one)
                        .items())
                .extracting(hit -> hit.unmarked())
                .containsExactly("a young tortoise");
    }

    @Test
    void aSearchCanBeNarrowedToAConversationAndASender() {
        String other = group(ana, ben);
        say(ana, group, "penguin one");
        say(ben, group, "penguin two");
        say(ana, other, "penguin three");
        Eventually.see("all three", () -> ana.rest().search("penguin").items(), hits -> hits.size() == 3);

        assertThat(ana.rest().search("penguin", "conversation", other).items())
                .extracting(hit -> hit.unmarked())
                .containsExactly("penguin three");
        assertThat(ana.rest().search("penguin", "from", ben.user()).items())
                .extracting(hit -> hit.unmarked())
                .containsExactly("penguin two");
    }

    @Test
    void aLongListOfHitsComesInPages() {
        sayNumbers(ana, group, 1, 1);
        for (int i = 1; i <= 7; i++) {
            say(ana, group, "zebra number " + i);
        }
        Eventually.see("all seven", () -> ben.rest().search("zebra").items(), hits -> hits.size() == 7);

        List<Long> found = new ArrayList<>();
        Page<Hit> page = ben.rest().search("zebra", "limit", "3");
        while (true) {
            page.items().forEach(hit -> found.add(hit.seq()));
            if (page.next() == null) {
                break;
            }
            assertThat(page.items()).hasSize(3);
            page = ben.rest().search("zebra", "limit", "3", "cursor", page.next());
        }
        assertThat(found).containsExactlyInAnyOrderElementsOf(range(2, 8));
    }

    @Test
    void textThatIsMarkupIsNotTakenForAHighlight() {
        say(ana, group, "<script>alert('lynx')</script>");
        Hit hit = Eventually.see("one hit", () -> ben.rest().search("lynx"), SearchTest::one)
                .items()
                .getFirst();
        assertThat(hit.highlights()).noneMatch(highlight -> highlight.contains("<script>"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"", "*", "(((", "a AND", "field:value", "\\", "/.*/", "~1", "^", "😀"})
    void aQueryIsTextAndNoLanguage(String query) {
        assertThat(ben.rest().search(query).items()).isEmpty();
    }

    @Test
    void aSearchForNothingIsRefused() {
        for (String query : new String[] {"", "?q=", "?q=%20"}) {
            assertProblem(ben.rest().call("GET", "/search/messages" + query, Map.of(), null), 400, "INVALID", "q");
        }
    }

    private static boolean one(Page<Hit> page) {
        return page.items().size() == 1;
    }
}
