package dev.parley.endtoend;

import static dev.parley.endtoend.Journey.group;
import static dev.parley.endtoend.Journey.range;
import static dev.parley.endtoend.Journey.say;
import static dev.parley.endtoend.Journey.sayNumbers;
import static dev.parley.endtoend.Refusals.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.demo.client.Answer;
import dev.parley.demo.client.Eventually;
import dev.parley.demo.client.Person;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Analysts read what happened: exactly, from anywhere, as much as they may see, and as slowly as they like. */
class ReplayTest {

    private static final String SECRET_WORDS = "The surprise is on Friday";

    private static Product product;
    private static Person administrator;
    private static Person ana;
    private static Person ben;
    private static String group;

    @BeforeAll
    static void talk() {
        product = Product.start(
                RunningProduct.newDataDirectory(),
                "--parley.replay.at-once=3",
                "--parley.replay.at-once-per-analyst=2");
        administrator = Analyst.administratorOf(product);
        ana = Person.newcomer(product.door(), "Ana");
        ben = Person.newcomer(product.door(), "Ben");
        group = group(ana, ben);
        say(ana, group, SECRET_WORDS);
        sayNumbers(ben, group, 1, 20);
    }

    @AfterAll
    static void stop() {
        product.close();
    }

    private static Analyst analyst() {
        return Analyst.appointedBy(administrator, product.door(), "analyst");
    }

    private static Analyst trusted() {
        return Analyst.appointedBy(administrator, product.door(), "analyst", "administrator");
    }

    private static List<Long> positions(List<JsonNode> events) {
        return events.stream().map(event -> event.path("position").asLong()).toList();
    }

    @Test
    void everyEventStandsThereOnceInItsOrderAndResumingRepeatsAndSkipsNothing() {
        Analyst lise = analyst();
        List<JsonNode> all = lise.events("to=25");
        assertThat(positions(all)).isEqualTo(range(1, 25));

        List<Long> pieces = new ArrayList<>(positions(lise.events("to=11")));
        pieces.addAll(positions(lise.events("from=" + (pieces.getLast() + 1) + "&to=25")));
        assertThat(pieces).isEqualTo(range(1, 25));
        assertThat(lise.events("from=3&to=25")).isEqualTo(all.subList(2, 25));
    }

    @Test
    void whatWasSaidAndByWhomIsMaskedByPseudonymsThatStayTheSame() {
        Analyst lise = analyst();
        String masked = lise.replay("").orRefused().text();
        assertThat(masked)
                .doesNotContain(SECRET_WORDS)
                .doesNotContain(ana.user())
                .doesNotContain(ana.username())
                .doesNotContain(ben.user())
                .doesNotContain(group)
                .contains("masked:" + SECRET_WORDS.length());

        List<JsonNode> said = lise.events("types=MessageSent");
        Set<String> speakers = new HashSet<>();
        said.forEach(event -> speakers.add(event.path("payload").path("by").asString()));
        assertThat(speakers).hasSizeGreaterThanOrEqualTo(2);
        assertThat(said)
                .allSatisfy(event -> assertThat(event.path("aggregate").asString())
                        .isEqualTo(event.path("payload").path("conversation").asString()));
        assertThat(analyst().events("types=MessageSent&to=25")).isEqualTo(lise.events("types=MessageSent&to=25"));

        String anaMasked = said.getFirst().path("payload").path("by").asString();
        assertThat(lise.events("types=MessageSent&person=" + anaMasked)).isNotEmpty();
        assertThat(lise.events("person=" + ana.user()))
                .as("nobody finds out who is who")
                .isEmpty();
    }

    @Test
    void whoMaySeeEverythingSeesItAndFinds() {
        Analyst marie = trusted();
        List<JsonNode> said = marie.events("masked=false&types=MessageSent&conversation=" + group);
        assertThat(said).hasSizeGreaterThanOrEqualTo(21);
        assertThat(said.getFirst().path("payload").path("content").path("text").asString())
                .isEqualTo(SECRET_WORDS);
        assertThat(said.getFirst().path("metadata").path("sender").asString()).isEqualTo(ana.user());
        assertThat(marie.events("masked=false&person=" + ben.user()))
                .extracting(event -> event.path("type").asString())
                .contains("PersonRegistered", "ConversationCreated", "MessageSent");

        assertProblem(analyst().replay("masked=false"), 403, "FORBIDDEN");
    }

    @Test
    void whoFollowsHearsOfWhatHappensNext() {
        Analyst lise = analyst();
        long head = lise.events("").getLast().path("position").asLong();
        try (Analyst.Open tail = lise.open("follow=true&from=" + (head + 1))) {
            say(ana, group, "And now?");
            JsonNode next = JsonMapper.shared().readTree(tail.next());
            assertThat(next.path("position").asLong()).isEqualTo(head + 1);
            say(ben, group, "Now this");
            assertThat(JsonMapper.shared()
                            .readTree(tail.next())
                            .path("position")
                            .asLong())
                    .isEqualTo(head + 2);
        }
    }

    @Test
    void serverSentEventsResumeByTheirIds() {
        Answer first = analyst().rest().call("GET", "/replay?format=sse&to=6", Map.of("Last-Event-ID", "4"), null);
        assertThat(first.header("Content-Type").getFirst()).startsWith("text/event-stream");
        assertThat(first.text().lines().filter(line -> line.startsWith("id: "))).containsExactly("id: 5", "id: 6");
        assertThat(first.text()).contains("event: end");
    }

    @Test
    void whoeverStopsReadingKeepsNobodyElse() {
        Analyst lazy = analyst();
        Analyst lise = analyst();
        try (Analyst.Open one = lazy.open("follow=true");
                Analyst.Open other = lazy.open("follow=true")) {
            assertThat(one.status() + " " + other.status()).isEqualTo("200 200");
            assertThat(positions(lise.events("to=25"))).isEqualTo(range(1, 25));
            assertProblem(lazy.replay(""), 429, "RETRY_LATER");
            try (Analyst.Open third = lise.open("follow=true")) {
                assertThat(third.status()).isEqualTo(200);
                assertProblem(analyst().replay(""), 429, "RETRY_LATER");
            }
        }
        Eventually.see("a place", () -> lazy.replay("to=1").status(), status -> status == 200);
    }

    @Test
    void whoeverIsNoAnalystAnyMoreIsCutOff() {
        Analyst lise = analyst();
        try (Analyst.Open tail = lise.open("follow=true")) {
            tail.next();
            administrator
                    .rest()
                    .call("PUT", "/admin/users/" + lise.person().user() + "/roles", Map.of(), "{\"roles\": []}")
                    .orRefused();
            assertThatThrownBy(() -> {
                        while (true) {
                            tail.next();
                        }
                    })
                    .isNotNull();
        }
    }

    @Test
    void whatMakesNoSenseIsRefusedByItsName() {
        Analyst lise = analyst();
        assertProblem(lise.replay("from=1000000"), 400, "INVALID", "from");
        assertProblem(lise.replay("from=0"), 400, "INVALID", "from");
        assertProblem(lise.replay("from=yesterday"), 400, "INVALID", "from");
        assertProblem(lise.replay("from=" + Instant.now().plusSeconds(3_600)), 400, "INVALID", "from");
        assertProblem(lise.replay("from=9&to=3"), 400, "INVALID", "to");
        assertProblem(lise.replay("to=1000000"), 400, "INVALID", "to");
        assertProblem(lise.replay("types=MessageShouted"), 400, "INVALID", "types");
        assertProblem(lise.replay("conversation=x"), 400, "INVALID", "conversation");
        assertProblem(lise.replay("person=x"), 400, "INVALID", "person");
        assertProblem(lise.replay("format=xml"), 400, "INVALID", "format");
        assertProblem(lise.replay("follow=perhaps"), 400, "INVALID", "follow");
        assertProblem(lise.replay("from=checkpoint:never"), 400, "INVALID", "from");
        assertProblem(ana.rest().call("GET", "/replay", Map.of(), null), 403, "FORBIDDEN");
        assertProblem(
                lise.rest().call("PUT", "/replay/checkpoints/here", Map.of(), "{\"position\": 1000000}"),
                400,
                "INVALID",
                "position");
        assertProblem(lise.rest().call("GET", "/replay/checkpoints/never", Map.of(), null), 404, "NOT_FOUND");
    }

    @Test
    void theToolPrintsTheSameBytes() {
        Analyst lise = analyst();
        String online = lise.replay("to=25").orRefused().text();
        assertThat(Tool.run(product.data(), "replay", "--to", "25")
                        .expectSuccess()
                        .printed())
                .isEqualTo(online);
        assertThat(Tool.run(
                                product.data(),
                                "replay",
                                "--masked",
                                "false",
                                "--conversation",
                                group,
                                "--types",
                                "MessageSent")
                        .expectSuccess()
                        .printed())
                .contains(SECRET_WORDS);
        Tool.run(product.data(), "replay", "--types", "Nonsense").expectFailure("MessageSent");
    }
}
