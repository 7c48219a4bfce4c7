package dev.parley.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.demo.client.Answers.Accepted;
import dev.parley.demo.client.Answers.Conversation;
import dev.parley.demo.client.Eventually;
import dev.parley.demo.client.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Views are made anew while people talk, read and search, and nobody notices. */
class RebuildTest extends Journey {

    private static final Pattern NAME = Pattern.compile("--rollback (\\S+);");
    private static final List<String> VIEWS =
            List.of("heads", "history", "memberships", "positions", "search", "people-search");

    @Test
    void nobodyNoticesWhileViewsAreMadeAnewUnderThem() {
        Person ana = newcomer("Ana");
        Person ben = newcomer("Ben");
        String group = group(ana, ben);
        say(ana, group, "an unmistakable okapi");
        Eventually.see("the okapi", () -> ben.rest().search("okapi").items(), hits -> hits.size() == 1);
        AtomicBoolean going = new AtomicBoolean(true);
        AtomicLong said = new AtomicLong(1);
        CompletableFuture<Accepted> talking = CompletableFuture.supplyAsync(() -> {
            Accepted last = say(ana, group, "2");
            while (going.get()) {
                last = say(ana, group, Long.toString(last.seq() + 1));
                said.set(last.seq());
            }
            return last;
        });
        CompletableFuture<Long> reading = CompletableFuture.supplyAsync(() -> {
            long rounds = 0;
            long newest = 0;
            while (going.get()) {
                Conversation listed = ben.rest().conversations().items().getFirst();
                assertThat(listed.seq()).as("a list does not go back").isGreaterThanOrEqualTo(newest);
                newest = listed.seq();
                assertThat(texts(history(ben, group, 1))).first().isEqualTo("an unmistakable okapi");
                long acknowledged = said.get();
                assertThat(ben.rest()
                                .history(
                                        group,
                                        "before",
                                        Long.toString(acknowledged + 1),
                                        "limit",
                                        "1",
                                        "minVersion",
                                        Long.toString(acknowledged))
                                .items())
                        .first()
                        .satisfies(message -> assertThat(message.seq()).isEqualTo(acknowledged));
                assertThat(ben.rest().search("okapi").items()).hasSize(1);
                rounds++;
            }
            return rounds;
        });
        try {
            List<String> made = new ArrayList<>();
            for (String view : VIEWS) {
                Tool rebuilt = Tool.run(product().data(), "rebuild", view).expectSuccess();
                assertThat(rebuilt.printed())
                        .contains("of " + view + " is read now")
                        .contains("no difference");
                Matcher name = NAME.matcher(rebuilt.printed());
                assertThat(name.find()).isTrue();
                made.add(name.group(1));
            }
            String back = made.getFirst();
            assertThat(Tool.run(product().data(), "rebuild", "--rollback", back)
                            .expectSuccess()
                            .printed())
                    .contains("Generation 1 of heads is read again");
            assertThat(Tool.run(product().data(), "rebuild", "--drop", back)
                            .expectSuccess()
                            .printed())
                    .contains("Nothing is left of it");
            for (String kept : made.subList(1, made.size())) {
                Tool.run(product().data(), "rebuild", "--drop", kept).expectSuccess();
            }
        } finally {
            going.set(false);
        }
        assertThat(reading.join()).as("rounds of reading").isPositive();
        Accepted last = talking.join();
        assertThat(ben.rest()
                        .conversation(group, "minVersion", Long.toString(last.version()))
                        .unread())
                .isEqualTo(last.seq());
    }

    @Test
    void aViewThatIsUnknownIsAnsweredWithThoseThereAre() {
        Tool.run(product().data(), "rebuild", "headers")
                .expectFailure("these can be rebuilt: contacts, heads, history");
    }
}
