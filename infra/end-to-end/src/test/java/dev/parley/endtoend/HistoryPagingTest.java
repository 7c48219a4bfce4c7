package dev.parley.endtoend;

import static dev.parley.endtoend.Refusals.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.demo.client.Answer;
import dev.parley.demo.client.Answers.Accepted;
import dev.parley.demo.client.Answers.Message;
import dev.parley.demo.client.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HistoryPagingTest extends Journey {

    private Person ana;
    private Person ben;
    private String group;

    @BeforeEach
    void sayTwentyFiveThings() {
        ana = newcomer("Ana");
        ben = newcomer("Ben");
        group = group(ana, ben);
        history(ben, group, sayNumbers(ana, group, 1, 25).version());
    }

    @Test
    void aPageBeginsAtAMoment() {
        Accepted moment = say(ana, group, "the moment");
        Accepted last = sayNumbers(ana, group, 27, 30);
        assertThat(texts(ana.rest()
                        .history(
                                group,
                                "at",
                                moment.at().toString(),
                                "limit",
                                "3",
                                "minVersion",
                                Long.toString(last.version()))
                        .items()))
                .containsExactly("the moment", "27", "28");
        assertThat(ana.rest()
                        .history(group, "at", "2000-01-01T00:00:00Z", "limit", "1")
                        .items()
                        .getFirst()
                        .seq())
                .isEqualTo(1);
        assertThat(ana.rest().history(group, "at", "2999-01-01T00:00:00Z").items())
                .isEmpty();
    }

    @Test
    void afterReadsForwardOldestFirst() {
        assertThat(page("after", "0")).isEqualTo(range(1, 10));
        assertThat(page("after", "10")).isEqualTo(range(11, 20));
        assertThat(page("after", "20")).isEqualTo(range(21, 25));
        assertThat(page("after", "25")).isEmpty();
    }

    @Test
    void beforeReadsBackNewestFirst() {
        assertThat(page("before", "26")).isEqualTo(range(16, 25).reversed());
        assertThat(page("before", "16")).isEqualTo(range(6, 15).reversed());
        assertThat(page("before", "6")).isEqualTo(range(1, 5).reversed());
        assertThat(page("before", "1")).isEmpty();
    }

    @Test
    void withoutAPlaceItBeginsWithTheNewest() {
        assertThat(seqs(ben.rest().history(group, "limit", "3").items())).containsExactly(25L, 24L, 23L);
    }

    @Test
    void aWalkForwardMeetsEveryMessageOnce() {
        List<Long> met = new ArrayList<>();
        for (List<Long> page = page("after", "0"); !page.isEmpty(); page = page("after", "" + met.getLast())) {
            met.addAll(page);
        }
        assertThat(met).isEqualTo(range(1, 25));
    }

    @Test
    void aNewcomersHistoryBeginsWithTheFirstMessageTheyMaySee() {
        Person chen = newcomer("Chen");
        ana.rest().add(group, chen.user());
        long version = say(ana, group, "welcome").version();

        assertThat(texts(history(chen, group, version))).containsExactly("welcome");
        assertThat(chen.rest().history(group, "before", "26").items()).isEmpty();
    }

    @Test
    void aLimitOutOfRangeAndAPlaceThatIsNoNumberAreNamed() {
        assertField("limit", "limit=0");
        assertField("limit", "limit=100000");
        assertField("limit", "limit=many");
        assertField("before", "before=yesterday");
        assertField("after", "after=-1");
    }

    @Test
    void twoPlacesAtOnceAreRefused() {
        assertProblem(call("after=1&before=5"), 400, "INVALID");
    }

    private void assertField(String field, String query) {
        assertProblem(call(query), 400, "INVALID", field);
    }

    private Answer call(String query) {
        return ben.rest().call("GET", "/conversations/" + group + "/messages?" + query, Map.of(), null);
    }

    private List<Long> page(String direction, String seq) {
        return seqs(ben.rest().history(group, direction, seq, "limit", "10").items());
    }

    private static List<Long> seqs(List<Message> messages) {
        return messages.stream().map(Message::seq).toList();
    }
}
