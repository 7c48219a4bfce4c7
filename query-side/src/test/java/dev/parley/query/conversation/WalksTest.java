package dev.parley.query.conversation;

import static dev.parley.query.QuerySide.ANA;
import static dev.parley.query.QuerySide.BEN;
import static dev.parley.query.QuerySide.conversation;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.conversation.ContentPart;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.GoneTotalsView;
import dev.parley.api.conversation.GoneView;
import dev.parley.api.conversation.MediaView;
import dev.parley.api.conversation.Membership;
import dev.parley.api.conversation.MessageId;
import dev.parley.api.conversation.Window;
import dev.parley.api.projection.Projectors;
import dev.parley.api.projection.Views;
import dev.parley.query.QuerySide;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whoever walks through a conversation page by page meets every message that they may see exactly once, whichever way they go and however
 * often they were away. The seed in a failing test's name repeats it.
 */
class WalksTest {

    private static final ConversationId GROUP = conversation(1);
    private static final String ROOM = "/api/v1/conversations/" + GROUP;

    private static QuerySide side;

    @BeforeAll
    static void open() {
        side = QuerySide.withoutSearch();
    }

    @AfterAll
    static void close() {
        side.close();
    }

    @BeforeEach
    void forget() {
        side.forget();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyPageSequenceMeetsEveryVisibleMessageOnce(int seed) {
        Random random = new Random(seed);
        int head = 1 + random.nextInt(60);
        side.group(1, BEN, head, 0);
        List<Long> visible = visible(stays(random, head), head);

        for (int limit : new int[] {1, 1 + random.nextInt(10), 100}) {
            assertThat(walk("before", head + 1L, limit)).isEqualTo(visible.reversed());
            assertThat(walk("after", 0, limit)).isEqualTo(visible);
        }
        long middle = random.nextInt(head + 2);
        assertThat(seqs(get(ROOM + "/messages?limit=100&around=" + middle))).isEqualTo(visible);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void everythingToLookAtIsMetOnceTheNewestFirst(int seed) {
        Random random = new Random(seed);
        int head = 5_000 + random.nextInt(20_000);
        emptyRoom(head);
        Membership stays = stays(random, head);
        TreeSet<Long> images = new TreeSet<>();
        Map<Long, MediaView> blocks = new HashMap<>();
        for (int i = 0; i < 40; i++) {
            long seq = 1L + random.nextInt(head);
            ContentPart part = random.nextBoolean() ? ContentPart.IMAGE : ContentPart.LINK;
            side.message(GROUP, seq, BEN, QuerySide.NOON);
            long block = MediaView.block(seq);
            blocks.merge(
                    block,
                    MediaView.empty(GROUP, block).with(seq, Set.of(part), 1),
                    (known, one) -> known.with(seq, Set.of(part), 1));
            images.remove(seq);
            if (part == ContentPart.IMAGE) {
                images.add(seq);
            }
        }
        blocks.values().forEach(block -> side.put(Views.MEDIA, block));

        List<Long> met = new ArrayList<>();
        String cursor = "";
        while (true) {
            JsonNode page = get(ROOM + "/media?has=image&limit=3" + cursor);
            met.addAll(seqs(page));
            if (!page.has("next")) {
                break;
            }
            assertThat(seqs(page)).hasSize(3);
            cursor = "&cursor=" + page.get("next").asString();
        }
        assertThat(met)
                .isEqualTo(images.stream().filter(stays::coversSeq).toList().reversed());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void readingGoesOnAtTheFirstMessageThatIsLeft(int seed) {
        Random random = new Random(seed);
        int head = 4_000;
        emptyRoom(head);
        side.belongsFromTheStart(ANA, 1);
        long read = random.nextInt(head);
        side.hasReadUpTo(ANA, 1, read);
        long left = Math.min(head, read + 1 + random.nextInt(3_000));
        gone(read + 1, left - 1);
        LongStream.rangeClosed(Math.max(1, left - 10), Math.min(head, left + 10))
                .forEach(seq -> side.message(GROUP, seq, BEN, QuerySide.NOON));

        JsonNode place = get(ROOM + "/unread?limit=5");

        assertThat(place.get("seq").asLong()).isEqualTo(left);
        assertThat(place.get("readSeq").asLong()).isEqualTo(read);
        assertThat(place.get("unread").asLong()).isEqualTo(head - left + 1);
        assertThat(seqs(place)).hasSizeBetween(3, 5).contains(left);
    }

    @Test
    void whoHasReadEverythingIsShownTheNewest() {
        side.group(1, BEN, 9, 0);
        side.belongsFromTheStart(ANA, 1);
        side.hasReadUpTo(ANA, 1, 9);

        JsonNode place = get(ROOM + "/unread?limit=3");

        assertThat(place.has("seq")).isFalse();
        assertThat(place.get("unread").asLong()).isZero();
        assertThat(seqs(place)).containsExactly(8L, 9L);
    }

    @Test
    void whatIsGoneInHistoryIsNothingToLookAt() {
        side.group(1, BEN, 2, 0);
        side.belongsFromTheStart(ANA, 1);
        side.put(
                Views.MEDIA,
                MediaView.empty(GROUP, 0).with(1, Set.of(ContentPart.FILE), 1).with(3, Set.of(ContentPart.FILE), 2));

        assertThat(seqs(get(ROOM + "/media"))).containsExactly(1L);
    }

    @ParameterizedTest
    @CsvSource({
        "media?has=pictures, has",
        "media?limit=1000000000, limit",
        "media?cursor=fHx8, cursor",
        "unread?limit=0, limit",
        "unread?minVersion=-1, minVersion"
    })
    void whatIsOutsideItsLimitsIsNamed(String query, String field) {
        side.group(1, BEN, 2, 0);
        side.belongsFromTheStart(ANA, 1);
        side.as(ANA)
                .get()
                .uri(ROOM + "/" + query)
                .exchange()
                .expectStatus()
                .isBadRequest()
                .expectBody()
                .jsonPath("$.field")
                .isEqualTo(field);
    }

    @Test
    void whoDoesNotBelongThereIsToldNothing() {
        side.group(1, BEN, 2, 0);
        for (String path : List.of("media", "unread")) {
            side.as(ANA).get().uri(ROOM + "/" + path).exchange().expectStatus().isNotFound();
        }
    }

    /** In and out some times, the last time in, and cleared now and then. */
    private static Membership stays(Random random, int head) {
        TreeSet<Long> turns = new TreeSet<>();
        for (int i = 0; i < 1 + 2 * random.nextInt(3); i++) {
            turns.add((long) random.nextInt(head + 1));
        }
        List<Long> at = new ArrayList<>(turns);
        if (at.size() % 2 == 0) {
            at.removeLast();
        }
        List<Window> windows = new ArrayList<>();
        for (int i = 0; i < at.size(); i += 2) {
            long from = at.get(i);
            @Nullable Long to = i + 1 < at.size() ? at.get(i + 1) : null;
            windows.add(new Window(from, from, to, to));
        }
        Membership membership = new Membership(windows, at.getLast());
        side.belongs(ANA, Map.of(GROUP, membership));
        return membership;
    }

    /** What was said there is not known, but that it was said is. */
    private static void emptyRoom(long head) {
        side.head(1, BEN, head, 0);
        for (String projector :
                List.of(Projectors.HEADS, Projectors.HISTORY, Projectors.MEMBERSHIPS, Projectors.MENTIONS)) {
            side.hasApplied(projector, GROUP, head);
        }
    }

    private static List<Long> visible(Membership membership, long head) {
        return LongStream.rangeClosed(1, head)
                .filter(membership::coversSeq)
                .boxed()
                .toList();
    }

    private static void gone(long from, long to) {
        Map<Long, GoneView> blocks = new HashMap<>();
        GoneTotalsView totals = GoneTotalsView.none(GROUP);
        for (long seq = from; seq <= to; seq++) {
            long block = GoneView.block(seq);
            blocks.put(
                    block,
                    blocks.getOrDefault(block, GoneView.empty(GROUP, block)).with(seq, 1));
            totals = totals.with(seq, 1);
        }
        blocks.values().forEach(block -> side.put(Views.GONE, block));
        side.put(Views.GONE_TOTALS, totals);
    }

    private static List<Long> walk(String direction, long from, int limit) {
        List<Long> met = new ArrayList<>();
        long at = from;
        while (true) {
            List<Long> page = seqs(get(ROOM + "/messages?limit=" + limit + "&" + direction + "=" + at));
            if (page.isEmpty()) {
                return met;
            }
            met.addAll(page);
            at = page.getLast();
        }
    }

    private static List<Long> seqs(JsonNode page) {
        List<Long> seqs = new ArrayList<>();
        page.get("items").forEach(item -> {
            seqs.add(item.get("seq").asLong());
            assertThat(item.get("message").asString())
                    .isEqualTo(new MessageId(GROUP, item.get("seq").asLong()).toString());
        });
        return seqs;
    }

    private static JsonNode get(String path) {
        byte[] body = side.as(ANA)
                .get()
                .uri(path)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult()
                .getResponseBody();
        return JsonMapper.builder().build().readTree(body);
    }
}
