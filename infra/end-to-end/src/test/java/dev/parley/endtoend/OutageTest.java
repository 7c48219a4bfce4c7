package dev.parley.endtoend;

import static dev.parley.endtoend.Journey.group;
import static dev.parley.endtoend.Journey.history;
import static dev.parley.endtoend.Journey.say;
import static dev.parley.endtoend.Journey.texts;
import static dev.parley.endtoend.Refusals.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.demo.client.Answer;
import dev.parley.demo.client.Answers.Accepted;
import dev.parley.demo.client.Eventually;
import dev.parley.demo.client.LiveConnection;
import dev.parley.demo.client.Person;
import dev.parley.viewstore.ViewStoreServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The index, the store of the views, or the broker is gone for a while or does not answer: what people say is taken all the same, and heard
 * as soon as there is a broker; whoever reads is told to come again, and afterwards nothing is missing.
 */
class OutageTest {

    private static final Duration RECOVERY = Duration.ofSeconds(90);

    private static ViewStoreServer views;
    private static Line line;
    private static Path data;
    private static Product product;
    private static Person administrator;

    private Person ana;
    private Person ben;
    private String group;
    private LiveConnection bens;

    @BeforeAll
    static void start() throws IOException {
        data = RunningProduct.newDataDirectory();
        Path elsewhere = data.resolveSibling(data.getFileName() + "-views");
        views = new ViewStoreServer(elsewhere, "test", elsewhere.resolveSibling("native"));
        URI address = URI.create(views.uri("parley"));
        line = new Line(new InetSocketAddress(address.getHost(), address.getPort()));
        product = Product.start(data, "--parley.mongo.uri=mongodb://127.0.0.1:" + line.port() + "/parley");
        administrator = Analyst.administratorOf(product);
    }

    @AfterAll
    static void stop() throws IOException {
        product.close();
        line.close();
        views.close();
    }

    @BeforeEach
    void meet() {
        ana = Person.newcomer(product.door(), "Ana");
        ben = Person.newcomer(product.door(), "Ben");
        group = group(ana, ben);
        say(ana, group, "an early okapi");
        bens = ben.online();
        awaitFound(1);
    }

    @AfterEach
    void nothingIsLeftOver() throws IOException {
        bens.close();
        line.mend();
        assertThat(administrator
                        .rest()
                        .call("GET", "/admin/dead-letters", Map.of(), null)
                        .orRefused()
                        .body()
                        .path("items"))
                .as("an outage is no fault of an event")
                .isEmpty();
    }

    @Test
    void withoutKafkaPeopleAreToldThatItIsTakenAndHeardWhenItIsBack() {
        process("kafka").destroyForcibly();

        Accepted last = say(ana, group, "a late okapi");
        awaitToldOf("kafka");
        bens.await(
                "the late okapi",
                frame -> frame.isEvent(group, "MessageSent") && frame.said().equals("a late okapi"),
                RECOVERY);
        assertReadAgain(last);
        assertTakenAndHeard("a later okapi");
        awaitFound(3);
    }

    @Test
    void aKilledElasticsearchIsStartedAgainAndFindsWhatWasSaidMeanwhile() {
        process("elasticsearch").destroyForcibly();

        assertTakenAndHeard("a late okapi");
        assertComeAgain("/search/messages?q=okapi");
        assertTakenAndHeard("a later okapi");
        awaitToldOf("elasticsearch");
        awaitFound(3);
    }

    @Test
    void anElasticsearchThatDoesNotAnswerDelaysNobodyButThoseWhoSearch() throws Exception {
        ProcessHandle silent = process("elasticsearch");
        signal("STOP", silent);
        try {
            assertComeAgain("/search/messages?q=okapi");
            Accepted last = assertTakenAndHeard("a late okapi");
            assertThat(texts(history(ben, group, last.version()))).contains("a late okapi");
            List<Callable<Integer>> many = IntStream.range(0, 200)
                    .<Callable<Integer>>mapToObj(
                            search -> () -> get("/search/messages?q=okapi").status())
                    .toList();
            assertThat(Crowd.together(many))
                    .as(() -> "some wait, and no more than there is room for; " + errors())
                    .containsOnly(503, 429);
            assertTakenAndHeard("a later okapi");
        } finally {
            signal("CONT", silent);
        }
        awaitFound(3);
    }

    @Test
    void withoutTheViewStorePeopleGoOnTalkingAndReadAgainWhenItIsBack() throws IOException {
        line.cut();
        assertReadersComeAgain();
        Accepted last = assertTakenAndHeard("a late okapi");
        assertThat(administrator
                        .rest()
                        .call("GET", "/admin/projections", Map.of(), null)
                        .status())
                .isEqualTo(200);

        line.mend();
        assertReadAgain(last);
    }

    @Test
    void aViewStoreThatDoesNotAnswerKeepsNobodyFromTalking() {
        line.fallSilent();
        assertReadersComeAgain();
        Accepted last = assertTakenAndHeard("a late okapi");

        line.mend();
        assertReadAgain(last);
    }

    private Accepted assertTakenAndHeard(String text) {
        Accepted accepted = say(ana, group, text);
        bens.awaitMessage(group, text);
        return accepted;
    }

    private static void awaitToldOf(String part) {
        Eventually.see(
                "what became of " + part,
                product::said,
                said -> said.contains(part + " was killed by signal 9") && said.contains(part + " is back at "),
                RECOVERY);
    }

    private void assertReadersComeAgain() {
        assertComeAgain("/conversations");
        assertComeAgain("/conversations/" + group + "/messages");
        assertComeAgain("/search/messages?q=okapi");
    }

    private void assertComeAgain(String path) {
        Answer answer = Eventually.see("no answer to " + path, () -> get(path), seen -> seen.status() != 200);
        assertProblem(answer, 503, "UNAVAILABLE");
        assertThat(answer.header("Retry-After")).hasSize(1);
    }

    private void assertReadAgain(Accepted last) {
        assertThat(Eventually.see(
                                "the history",
                                () -> get("/conversations/" + group + "/messages?minVersion=" + last.version()),
                                answer -> answer.status() == 200,
                                RECOVERY)
                        .text())
                .contains("a late okapi");
        Journey.awaitUnread(ben, group, 2);
        awaitFound(2);
    }

    private void awaitFound(int okapis) {
        Eventually.see(
                okapis + " okapis",
                () -> get("/search/messages?q=okapi"),
                answer -> answer.body().path("items").size() == okapis,
                RECOVERY);
    }

    private Answer get(String path) {
        return ben.rest().call("GET", path, Map.of(), null);
    }

    /** What the product wrote of failures that nobody had foreseen. */
    private static String errors() {
        try (Stream<String> log = Files.lines(data.resolve("logs/parley.log"))) {
            return log.dropWhile(line -> !line.contains(" ERROR "))
                    .limit(60)
                    .collect(Collectors.joining("\n", "its log:\n", "\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ProcessHandle process(String part) {
        return product.process()
                .descendants()
                .filter(child -> child.info().commandLine().orElse("").contains(part + "-crash"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no " + part + " among the product's processes"));
    }

    private static void signal(String name, ProcessHandle process) throws IOException, InterruptedException {
        int failed = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
        assertThat(failed).isZero();
    }
}
