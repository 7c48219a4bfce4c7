package dev.parley.query.conversation;

import static dev.parley.query.QuerySide.ANA;
import static dev.parley.query.QuerySide.BEN;
import static dev.parley.query.QuerySide.NOON;
import static dev.parley.query.QuerySide.conversation;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.conversation.Content;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.ConversationType;
import dev.parley.api.conversation.ConversationView;
import dev.parley.api.conversation.Gone;
import dev.parley.api.conversation.GoneTotalsView;
import dev.parley.api.conversation.GoneView;
import dev.parley.api.conversation.Membership;
import dev.parley.api.conversation.MentionsView;
import dev.parley.api.conversation.MentionsView.Mentioned;
import dev.parley.api.conversation.MessageId;
import dev.parley.api.conversation.MessageView;
import dev.parley.api.note.NotesView;
import dev.parley.api.people.UserId;
import dev.parley.api.projection.Views;
import dev.parley.query.QuerySide;
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
import org.springframework.test.web.reactive.server.WebTestClient.BodyContentSpec;

/** What is new for somebody, however far apart their position and the newest message are. */
class UnreadTest {

    private static final ConversationId GROUP = conversation(1);

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

    @Test
    void whatIsGoneIsNotUnreadWhereverItWas() {
        Random random = new Random(5);
        for (int round = 0; round < 40; round++) {
            long head = 1L + random.nextInt(5_000);
            long read = random.nextInt((int) head + 1);
            Set<Long> gone = new TreeSet<>();
            random.longs(random.nextInt(60), 1, head + 1).forEach(gone::add);
            side.forget();
            side.head(1, BEN, head, 1);
            side.belongsFromTheStart(ANA, 1);
            side.hasReadUpTo(ANA, 1, read);
            gone(gone);

            long expected = LongStream.rangeClosed(read + 1, head)
                    .filter(seq -> !gone.contains(seq))
                    .count();
            item().jsonPath("$.items[0].unread").isEqualTo((int) expected);
        }
    }

    @Test
    void theFirstMentionIsTheFirstThatStillMentionsThemAndCanBeRead() {
        side.head(1, BEN, 8, 1);
        side.belongs(ANA, Map.of(GROUP, Membership.from(0, 2)));
        side.hasReadUpTo(ANA, 1, 3);
        side.put(
                Views.MENTIONS,
                new MentionsView(ANA, Map.of(GROUP, new Mentioned(9, List.of(1L, 3L, 4L, 5L, 6L, 7L)))));
        said(4, Gone.RECALLED);
        said(5, null);
        said(6, null, ANA);
        said(7, null, ANA);

        item().jsonPath("$.items[0].mentioned")
                .isEqualTo(true)
                .jsonPath("$.items[0].firstMention")
                .isEqualTo(6);
    }

    @Test
    void whoIsMentionedWithEverybodyIsMentioned() {
        side.belongsFromTheStart(ANA, 1);
        side.put(
                Views.CONVERSATIONS,
                new ConversationView(
                        GROUP,
                        ConversationType.GROUP,
                        "Group 1",
                        2,
                        null,
                        2,
                        2,
                        null,
                        NOON,
                        null,
                        List.of(),
                        List.of(2L),
                        null));
        side.put(Views.MESSAGES, message(2, true, null));

        item().jsonPath("$.items[0].firstMention").isEqualTo(2);
        side.hasReadUpTo(ANA, 1, 2);
        item().jsonPath("$.items[0].mentioned").isEqualTo(false);
    }

    @Test
    void whatTheyClearedIsNeitherUnreadNorShown() {
        side.group(1, BEN, 5, 1);
        side.belongsFromTheStart(ANA, 1);
        side.put(Views.NOTES, new NotesView(ANA, Map.of(GROUP, new NotesView.Notes(null, null, null, null, 5L))));

        item().jsonPath("$.items[0].unread")
                .isEqualTo(0)
                .jsonPath("$.items[0].lastMessage")
                .doesNotExist();
        side.as(ANA)
                .get()
                .uri("/api/v1/conversations/" + GROUP + "/messages")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.items.length()")
                .isEqualTo(0);
        side.as(ANA)
                .get()
                .uri("/api/v1/conversations/" + GROUP + "/messages/" + GROUP + ".5")
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    private static void gone(Set<Long> seqs) {
        Map<Long, GoneView> blocks = new HashMap<>();
        GoneTotalsView totals = GoneTotalsView.none(GROUP);
        for (long seq : seqs) {
            long block = GoneView.block(seq);
            blocks.put(
                    block,
                    blocks.getOrDefault(block, GoneView.empty(GROUP, block)).with(seq, 1));
            totals = totals.with(seq, 1);
        }
        blocks.values().forEach(block -> side.put(Views.GONE, block));
        side.put(Views.GONE_TOTALS, totals);
    }

    private static void said(long seq, @Nullable Gone gone, UserId... mentioned) {
        side.put(Views.MESSAGES, message(seq, false, gone, mentioned));
    }

    private static MessageView message(long seq, boolean everyone, @Nullable Gone gone, UserId... mentioned) {
        return new MessageView(
                new MessageId(GROUP, seq),
                seq,
                seq,
                BEN,
                NOON,
                gone == null ? new Content.Text("word") : null,
                null,
                List.of(mentioned),
                everyone ? true : null,
                null,
                null,
                null,
                null,
                null,
                gone,
                null,
                List.of(),
                null);
    }

    private static BodyContentSpec item() {
        return side.as(ANA)
                .get()
                .uri("/api/v1/conversations")
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody();
    }

    @Test
    void theNumbersOfTheTestAreThoseOfTheView() {
        assertThat(GoneView.block(1024)).isZero();
        assertThat(GoneView.block(1025)).isEqualTo(1);
    }
}
