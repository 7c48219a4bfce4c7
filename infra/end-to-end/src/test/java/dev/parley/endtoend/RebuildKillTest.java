package dev.parley.endtoend;

import static dev.parley.endtoend.Journey.group;
import static dev.parley.endtoend.Journey.history;
import static dev.parley.endtoend.Journey.say;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.demo.client.Answers.Accepted;
import dev.parley.demo.client.Answers.Message;
import dev.parley.demo.client.Eventually;
import dev.parley.demo.client.LiveConnection;
import dev.parley.demo.client.Person;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A view that is being made anew when everything is killed: the next start goes on, and nobody who reads notices. */
class RebuildKillTest {

    private static final int SAID = 2_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void aRebuildThatWasKilledGoesOnByItselfToTheSameViewAndCanBeRolledBack() {
        Path data = RunningProduct.newDataDirectory();
        Person administrator;
        Person ana;
        Person ben;
        String group;
        long done;
        try (Product product = Product.start(data)) {
            administrator = Analyst.administratorOf(product);
            ana = Person.newcomer(product.door(), "Ana");
            ben = Person.newcomer(product.door(), "Ben");
            group = group(ana, ben);
            try (LiveConnection anas = ana.online()) {
                Accepted last = Crowd.fill(group, SAID, anas);
                assertReadsRight(ben, group, last);
            }
            administrator
                    .rest()
                    .call("POST", "/admin/rebuilds", Map.of(), "{\"view\": \"history\", \"eventsPerSecond\": 200}")
                    .orRefused();
            JsonNode half = Eventually.see(
                    "a part of it",
                    () -> rebuild(administrator),
                    rebuild -> rebuild.at("/work/done").asLong(0) > SAID / 10,
                    PATIENCE);
            assertThat(half.path("state").asString()).isEqualTo("BUILDING");
            done = half.at("/work/done").asLong();
            product.killTree();
        }

        try (Product product = Product.start(data)) {
            Person operator = administrator.at(product.door());
            Person reader = ben.at(product.door());
            Accepted last = say(ana.at(product.door()), group, "after the kill");
            JsonNode switched = Eventually.see(
                    "the view to be made",
                    () -> {
                        assertReadsRight(reader, group, last);
                        return rebuild(operator);
                    },
                    rebuild -> rebuild.path("state").asString().equals("SWITCHED"),
                    PATIENCE);

            assertThat(switched.at("/work/total").asLong())
                    .as("what was read before the kill is not read again")
                    .isLessThan(SAID + 10 - done / 2);
            for (JsonNode collection : switched.at("/report/collections")) {
                assertThat(collection.path("digestMade"))
                        .as(collection.toString())
                        .isEqualTo(collection.path("digestRead"));
                assertThat(collection.path("documentsMade").asLong()).isGreaterThanOrEqualTo(SAID);
            }
            assertReadsRight(reader, group, last);
            move(operator, "rollback", "ROLLED_BACK");
            assertReadsRight(reader, group, say(ana.at(product.door()), group, "in the old one"));
            move(operator, "switch", "SWITCHED");
            assertReadsRight(reader, group, say(ana.at(product.door()), group, "in the new one"));
        }
    }

    private static void assertReadsRight(Person reader, String group, Accepted last) {
        assertThat(history(reader, group, last.version()).stream().map(Message::seq))
                .isEqualTo(Journey.range(1, 100));
        assertThat(reader.rest()
                        .history(group, "limit", "1", "minVersion", Long.toString(last.version()))
                        .items())
                .extracting(Message::seq)
                .containsExactly(last.seq());
    }

    private static JsonNode rebuild(Person operator) {
        return operator.rest()
                .call("GET", "/admin/rebuilds/history-2", Map.of(), null)
                .orRefused()
                .body();
    }

    private static void move(Person operator, String move, String state) {
        assertThat(operator.rest()
                        .call("POST", "/admin/rebuilds/history-2/" + move, Map.of(), null)
                        .orRefused()
                        .body()
                        .path("state")
                        .asString())
                .isEqualTo(state);
    }
}
