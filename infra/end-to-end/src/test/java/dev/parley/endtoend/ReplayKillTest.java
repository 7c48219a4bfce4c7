package dev.parley.endtoend;

import static dev.parley.endtoend.Journey.group;
import static dev.parley.endtoend.Journey.range;
import static dev.parley.endtoend.Journey.sayNumbers;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.demo.client.Person;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A replay goes on where it was, whatever became of the product meanwhile. */
class ReplayKillTest {

    @Test
    void behindItsCheckpointNothingIsRepeatedOrSkippedAfterAKill() {
        Path data = RunningProduct.newDataDirectory();
        List<Long> read = new ArrayList<>();
        String before;
        Analyst lise;
        try (Product product = Product.start(data)) {
            Person administrator = Analyst.administratorOf(product);
            lise = Analyst.appointedBy(administrator, product.door(), "analyst");
            Person ana = Person.newcomer(product.door(), "Ana");
            String group = group(ana);
            sayNumbers(ana, group, 1, 30);
            try (Analyst.Open tail = lise.open("follow=true")) {
                for (int line = 0; line < 17; line++) {
                    read.add(position(tail.next()));
                }
                lise.rest()
                        .call("PUT", "/replay/checkpoints/nightly", Map.of(), "{\"position\": " + read.getLast() + "}")
                        .orRefused();
                before = lise.replay("to=17").orRefused().text();
                product.killTree();
            }
        }
        String stopped = Tool.run(data, "replay", "--to", "17").expectSuccess().printed();
        assertThat(stopped).isEqualTo(before);
        try (Product product = Product.start(data)) {
            Analyst again = lise.at(product.door());
            assertThat(again.rest()
                            .call("GET", "/replay/checkpoints/nightly", Map.of(), null)
                            .orRefused()
                            .body()
                            .path("position")
                            .asLong())
                    .isEqualTo(17);
            List<JsonNode> rest = again.events("from=checkpoint:nightly");
            rest.forEach(event -> read.add(event.path("position").asLong()));
            assertThat(read).isEqualTo(range(1, read.size())).hasSizeGreaterThan(30);
            assertThat(again.replay("to=17").orRefused().text())
                    .as("the pseudonyms are the same, too")
                    .isEqualTo(before);
        }
    }

    private static long position(String line) {
        return JsonMapper.shared().readTree(line).path("position").asLong();
    }
}
