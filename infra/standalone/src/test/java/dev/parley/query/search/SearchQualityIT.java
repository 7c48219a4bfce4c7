package dev.parley.query.search;

import static org.assertj.core.api.Assertions.assertThat;

import co.elastic.clients.elasticsearch.ElasticsearchAsyncClient;
import co.elastic.clients.elasticsearch.ElasticsearchClient;
import co.elastic.clients.json.jackson.Jackson3JsonpMapper;
import dev.parley.api.QueryRefused;
import dev.parley.api.conversation.Content;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.Membership;
import dev.parley.api.conversation.MessageId;
import dev.parley.api.people.UserId;
import dev.parley.projection.search.FilledIndex;
import dev.parley.query.search.Chatter.Asked;
import dev.parley.query.search.Chatter.Said;
import dev.parley.standalone.process.ServerLauncher;
import dev.parley.standalone.process.ServerProcess;
import dev.parley.standalone.process.ServerProgram;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import reactor.util.retry.Retry;
import tools.jackson.databind.json.JsonMapper;

/** How well searches find what people mean, on the real node with the real template: of what was found, how much was meant, and the other way round. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SearchQualityIT {

    private static final int MESSAGES = 20_000;
    private static final int CONVERSATIONS = 20;
    private static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");
    private static final UserId READER = new UserId(new UUID(1, 1));

    /** What is reached today is above; whoever changes how words are taken apart sees here what it costs. */
    private static final double FLOOR = 0.95;

    private final Map<MessageId, Said> said = new LinkedHashMap<>();
    private final Scope scope = Scope.of(
            IntStream.range(0, CONVERSATIONS)
                    .boxed()
                    .collect(Collectors.toMap(SearchQualityIT::conversation, number -> Membership.from(0, 0))),
            Map.of());

    private ServerProcess node;
    private ElasticsearchClient client;
    private ElasticsearchAsyncClient asked;
    private MessageIndex index;

    @BeforeAll
    void fill(@TempDir Path directory) throws Exception {
        node = new ServerLauncher(directory.resolve("logs"), Path.of("target", "start-caches"))
                .start(
                        ServerProgram.elasticsearch(Path.of("..", "elasticsearch-node", "target", "lib")),
                        directory.resolve("node"),
                        Duration.ofMinutes(1),
                        died -> {});
        Jackson3JsonpMapper json = new Jackson3JsonpMapper(JsonMapper.builder().build());
        client =
                ElasticsearchClient.of(of -> of.host("http://" + node.address()).jsonMapper(json));
        asked = ElasticsearchAsyncClient.of(
                of -> of.host("http://" + node.address()).jsonMapper(json));
        Cluster cluster = new Cluster(asked);
        index = new MessageIndex(cluster, new Snapshots(cluster));

        Chatter chatter = new Chatter(7);
        List<FilledIndex.Said> documents = new ArrayList<>();
        for (int i = 0; i < MESSAGES; i++) {
            MessageId message = new MessageId(conversation(i % CONVERSATIONS), 1 + i / CONVERSATIONS);
            Said text = chatter.next();
            said.put(message, text);
            documents.add(new FilledIndex.Said(
                    message,
                    new UserId(new UUID(2, i % 50)),
                    BEGINNING.plusSeconds(60L * i),
                    new Content.Text(text.text()),
                    message.seq(),
                    false));
        }
        new FilledIndex(client).save(documents);
    }

    @AfterAll
    void stop() throws Exception {
        asked.close();
        client.close();
        node.close();
    }

    private static ConversationId conversation(int number) {
        return new ConversationId(new UUID(3, number));
    }

    /** What was found by one search, held against what was meant. */
    private record Judged(Asked asked, int right, int found, int meant) {

        double precision() {
            return found == 0 ? 0 : (double) right / found;
        }

        double recall() {
            return (double) right / meant;
        }
    }

    @Test
    void whatIsMeantIsFoundAndLittleElse() {
        List<Judged> all = new Chatter(7)
                .questions().stream()
                        .map(question -> judged(question, Order.TIME))
                        .toList();
        assertThat(all).hasSizeGreaterThanOrEqualTo(200);

        Map<String, double[]> figures = new TreeMap<>();
        all.stream()
                .collect(Collectors.groupingBy(each -> each.asked().language()))
                .forEach((language, some) -> figures.put(language, new double[] {
                    some.stream().mapToDouble(Judged::precision).average().orElse(0),
                    some.stream().mapToDouble(Judged::recall).average().orElse(0),
                    some.size()
                }));
        System.out.println("language searches precision recall");
        figures.forEach((language, of) ->
                System.out.printf(Locale.ROOT, "%-8s %8.0f %9.3f %6.3f%n", language, of[2], of[0], of[1]));
        all.stream()
                .filter(each -> each.precision() < 0.9 || each.recall() < 0.9)
                .forEach(each -> System.out.println("weak: " + each));

        assertThat(figures).allSatisfy((language, of) -> {
            assertThat(of[0]).as("precision of " + language).isGreaterThan(FLOOR);
            assertThat(of[1]).as("recall of " + language).isGreaterThan(FLOOR);
        });
    }

    @Test
    void whatFitsBestComesFirst() {
        double[] first = new Chatter(7)
                .questions().stream()
                        .mapToDouble(question -> found(question.query(), Order.RELEVANCE, 10, 1).stream()
                                .mapToInt(message -> answers(message, question) ? 1 : 0)
                                .average()
                                .orElse(0))
                        .toArray();
        double average = java.util.Arrays.stream(first).average().orElse(0);
        System.out.printf(Locale.ROOT, "of the ten that fit best, %.3f are meant%n", average);
        assertThat(average).isGreaterThan(FLOOR);
    }

    @Test
    void everyHitIsOnOnePageInEitherOrder() {
        for (Order order : Order.values()) {
            List<MessageId> pages = found("会议", order, 7, Integer.MAX_VALUE);
            assertThat(pages).doesNotHaveDuplicates();
            Set<MessageId> whole = new HashSet<>(found("会议", order, 100, Integer.MAX_VALUE));
            assertThat(new HashSet<>(pages)).isEqualTo(whole).hasSizeGreaterThan(100);
        }
    }

    private boolean answers(MessageId message, Asked question) {
        Said text = said.get(message);
        return text != null && text.answers(question);
    }

    private Judged judged(Asked question, Order order) {
        List<MessageId> found = found(question.query(), order, 100, Integer.MAX_VALUE);
        int right = (int)
                found.stream().filter(message -> answers(message, question)).count();
        int meant = (int)
                said.values().stream().filter(text -> text.answers(question)).count();
        return new Judged(question, right, found.size(), meant);
    }

    private List<MessageId> found(String query, Order order, int limit, int pages) {
        List<MessageId> found = new ArrayList<>();
        Start start = Start.first(order, BEGINNING);
        for (int page = 0; page < pages; page++) {
            MessageSearch search = new MessageSearch(Words.of(query), null, null, null, null, Set.of(), start, limit);
            MessageIndex.Found these = index.find(READER, search, scope)
                    .retryWhen(Retry.max(20).filter(QueryRefused.class::isInstance)) // the machine may be busy
                    .block();
            List<FoundMessage> shown =
                    these.messages().subList(0, Math.min(limit, these.messages().size()));
            shown.forEach(each -> found.add(each.message()));
            if (!these.hasMore(search)) {
                break;
            }
            start = Start.of(these.start().cursorAfter(shown.getLast().place()), order);
        }
        return found;
    }
}
