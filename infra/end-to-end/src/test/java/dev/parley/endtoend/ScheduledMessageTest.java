package dev.parley.endtoend;

import static dev.parley.endtoend.Refusals.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.demo.client.Answer;
import dev.parley.demo.client.Answers.Message;
import dev.parley.demo.client.Eventually;
import dev.parley.demo.client.LiveConnection;
import dev.parley.demo.client.Person;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is said later, by itself. */
class ScheduledMessageTest extends Journey {

    private static final int PLANS = 40;
    private static final int ENOUGH = 5;

    private static Answer plan(Person person, String group, String key, String text, Instant dueAt) {
        return person.rest()
                .call("POST", "/conversations/" + group + "/scheduled", Map.of("Idempotency-Key", key), """
                        {"content": {"type": "text", "text": "%s"}, "dueAt": "%s"}""".formatted(
                                text, dueAt));
    }

    @Test
    void itIsSaidWhenItsTimeComesUnlessItWasCancelled() {
        Person ana = newcomer("Ana");
        Person ben = newcomer("Ben");
        String group = group(ana, ben);
        LiveConnection bens = online(ben);
        Instant due = Instant.now().plusSeconds(3);
        Answer cancelled = plan(ana, group, "a", "never", due).orRefused();
        Answer planned = plan(ana, group, "b", "good morning", due).orRefused();
        assertThat(plan(ana, group, "b", "good morning", due).orRefused().body())
                .isEqualTo(
                        plan(ana, group, "b", "good morning", due).orRefused().body());
        assertProblem(plan(ana, group, "b", "good night", due), 409, "CONFLICT");
        assertProblem(plan(ana, group, "c", "too late", Instant.now()), 400, "INVALID", "dueAt");
        String item = cancelled.body().path("item").asString();
        assertProblem(cancel(ben, group, item), 404, "NOT_FOUND");
        assertThat(waiting(ana, since(planned))).isEqualTo(2);
        cancel(ana, group, item).orRefused();
        assertThat(waiting(ana, since(cancel(ana, group, item).orRefused()))).isEqualTo(1);
        assertThat(waiting(ben, "")).isZero();

        bens.await("what was planned", frame -> frame.said().equals("good morning"));
        say(ana, group, "awake");
        bens.await("what comes later", frame -> frame.said().equals("awake"));
        assertThat(bens.events(group).stream().map(frame -> frame.said()).filter(said -> !said.isEmpty()))
                .containsExactly("good morning", "awake");
    }

    @Test
    void whoMayNotSpeakWhenItIsDueIsTold() {
        Person ana = newcomer("Ana");
        Person ben = newcomer("Ben");
        String group = group(ana, ben);
        String direct = ben.rest().direct(ana.user()).conversation();
        Instant due = Instant.now().plusSeconds(3);
        plan(ben, group, "a", "after a kick", due).orRefused();
        plan(ben, direct, "b", "after a block", due).orRefused();
        ana.rest().kick(group, ben.user());
        call(ana, "PUT", "/blocks/" + ben.user(), null).orRefused();
        Eventually.see(
                "both refusals",
                () -> call(ben, "GET", "/me/scheduled", null).orRefused().body().findValuesAsString("code"),
                codes -> Set.copyOf(codes).equals(Set.of("NOT_A_MEMBER", "NOT_WANTED")));
        assertThat(ana.rest().history(group).items()).isEmpty();
        assertThat(ana.rest().history(direct).items()).isEmpty();
    }

    @Test
    void whoIsErasedSaysNothingMore() {
        Person ana = newcomer("Ana");
        Person chen = newcomer("Chen");
        String group = group(ana, chen);
        LiveConnection anas = online(ana);
        Instant due = Instant.now().plusSeconds(3);
        plan(chen, group, "a", "from beyond", due).orRefused();
        plan(ana, group, "a", "later than that", due.plusSeconds(1)).orRefused();
        call(chen, "DELETE", "/me", "{\"password\": \"" + chen.password() + "\"}")
                .orRefused();
        anas.await("what was due later", frame -> frame.said().equals("later than that"));
        assertThat(texts(ana.rest().history(group).items())).containsExactly("later than that");
    }

    private static Answer call(Person person, String method, String path, String body) {
        return person.rest().call(method, path, Map.of(), body);
    }

    /** As the list is once it knows of that change. */
    private static String since(Answer change) {
        return "?minVersion=" + change.body().path("version").asLong();
    }

    private static int waiting(Person person, String query) {
        return person.rest()
                .call("GET", "/me/scheduled" + query, Map.of(), null)
                .orRefused()
                .body()
                .path("items")
                .size();
    }

    private static Answer cancel(Person person, String group, String item) {
        return person.rest().call("DELETE", "/conversations/" + group + "/scheduled/" + item, Map.of(), null);
    }

    @Test
    void whenEverythingIsKilledMeanwhileEachIsSaidOnce() {
        Path data = RunningProduct.newDataDirectory();
        Person ana;
        String group;
        try (Product product = Product.start(data)) {
            ana = Person.newcomer(product.door(), "Ana");
            group = group(ana);
            LiveConnection anas = keep(ana.online());
            Instant due = Instant.now().plusSeconds(5);
            for (int i = 0; i < PLANS; i++) {
                plan(ana, group, "key" + i, "plan " + i, due.plusMillis(100L * i))
                        .orRefused();
            }
            Eventually.see(
                    "some of them",
                    () -> anas.events(group).stream()
                            .filter(frame -> !frame.said().isEmpty())
                            .count(),
                    said -> said >= ENOUGH);
            product.killTree();
        }
        try (Product product = Product.start(data)) {
            Person back = ana.at(product.door());
            List<Message> said = Eventually.see(
                    "all of them",
                    () -> back.rest()
                            .history(group, "after", "0", "limit", "100")
                            .items(),
                    messages -> messages.size() >= PLANS,
                    Duration.ofSeconds(60));
            assertThat(texts(said))
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, PLANS).mapToObj(i -> "plan " + i).toList());
        }
    }
}
