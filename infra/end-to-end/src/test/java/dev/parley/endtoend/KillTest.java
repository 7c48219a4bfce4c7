package dev.parley.endtoend;

import static dev.parley.endtoend.Journey.range;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.demo.client.Answers.Accepted;
import dev.parley.demo.client.Answers.Hit;
import dev.parley.demo.client.Answers.Message;
import dev.parley.demo.client.Eventually;
import dev.parley.demo.client.FrontDoor;
import dev.parley.demo.client.LiveConnection;
import dev.parley.demo.client.Page;
import dev.parley.demo.client.ParleyClient;
import dev.parley.demo.client.Person;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The promise of durability, at its hardest: everything is killed at once while several people are talking. */
class KillTest {

    private static final int ENOUGH = 300;

    @Test
    void afterKillingEverythingInTheMiddleEachAcknowledgedMessageIsThereExactlyOnceAndInOrder() {
        Path data = RunningProduct.newDataDirectory();
        List<Talker> talkers;
        String group;
        Map<String, Long> heardBefore;
        try (Product product = Product.start(data)) {
            List<Person> people = Stream.of("Ana", "Ben", "Chen")
                    .map(name -> Person.newcomer(product.door(), name))
                    .toList();
            group = Journey.group(people.get(0), people.get(1), people.get(2));
            LiveConnection listener = people.getFirst().onAnotherDevice().online();
            talkers = people.stream().map(person -> Talker.start(person, group)).toList();
            Eventually.see("a lively talk", () -> acknowledged(talkers).size(), said -> said >= ENOUGH);
            product.killTree();
            talkers.forEach(Talker::awaitEnd);
            heardBefore = listener.heads();
        }

        try (Product product = Product.start(data)) {
            FrontDoor door = product.door();
            List<Talker> back = talkers.stream().map(talker -> talker.at(door)).toList();
            ParleyClient reader = back.getFirst().person().rest();
            back.forEach(Talker::retryEverything);
            Accepted last = reader.say(group, Person.random(), Talker.WORD + " over");

            List<Message> history = wholeHistory(reader, group, last);
            assertThat(history.stream().map(Message::seq)).isEqualTo(range(1, last.seq()));
            assertThat(history.stream().map(Message::said)).doesNotHaveDuplicates();
            assertThat(history.stream().map(Message::message).toList())
                    .containsAll(
                            acknowledged(back).stream().map(Accepted::message).toList());
            back.forEach(talker -> talker.assertInOrder(history));
            assertThat(history).hasSize(acknowledged(back).size() + 1);

            assertThat(Eventually.see(
                            "every message to be found",
                            () -> allHits(reader, group),
                            hits -> hits.size() >= history.size(),
                            Duration.ofSeconds(30)))
                    .containsExactlyInAnyOrderElementsOf(
                            history.stream().map(Message::message).toList());
            assertResumes(back.getFirst().person(), group, heardBefore, last);
            DemoTest.assertDemoGoesWell(door);
        }
    }

    private static List<Accepted> acknowledged(List<Talker> talkers) {
        return talkers.stream()
                .flatMap(talker -> talker.acknowledged().stream())
                .toList();
    }

    private static List<Message> wholeHistory(ParleyClient reader, String group, Accepted last) {
        List<Message> all = new ArrayList<>();
        while (true) {
            List<Message> page = reader.history(
                            group,
                            "after",
                            Long.toString(all.isEmpty() ? 0 : all.getLast().seq()),
                            "limit",
                            "100",
                            "minVersion",
                            Long.toString(last.version()))
                    .items();
            if (page.isEmpty()) {
                return all;
            }
            all.addAll(page);
        }
    }

    private static List<String> allHits(ParleyClient reader, String group) {
        List<String> all = new ArrayList<>();
        Page<Hit> page = reader.search(Talker.WORD, "conversation", group, "limit", "100");
        while (true) {
            page.items().forEach(hit -> all.add(hit.message()));
            if (page.next() == null) {
                return all;
            }
            page = reader.search(Talker.WORD, "conversation", group, "limit", "100", "cursor", page.next());
        }
    }

    private static void assertResumes(Person person, String group, Map<String, Long> heardBefore, Accepted last) {
        try (LiveConnection line = person.connect()) {
            line.resume(heardBefore);
            if (line.heard(frame -> frame.is("reset")).isEmpty()) {
                assertThat(Journey.versions(line.events(group)))
                        .isEqualTo(range(heardBefore.get(group) + 1, last.version()));
            }
        }
    }
}
