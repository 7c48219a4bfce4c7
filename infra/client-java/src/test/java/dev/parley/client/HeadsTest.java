package dev.parley.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.client.Head.Standing;
import dev.parley.client.Incoming.Event;
import dev.parley.client.Incoming.Reset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class HeadsTest {

    private static final String GROUP = "0199c0de-0000-7000-8000-000000000001";

    private final Heads heads = new Heads(Map.of());

    @BeforeEach
    void someoneIsHere() {
        heads.begin("me");
    }

    @Test
    void whatComesInOrderIsTakenOnce() {
        assertThat(taken(said(0), said(1), said(1), said(0), said(2))).containsExactly(0L, 1L, 2L);
        assertThat(heads.misses()).isFalse();
    }

    @Test
    void whatComesTooEarlyWaitsForWhatIsBeforeIt() {
        assertThat(taken(said(0), said(2), said(3))).containsExactly(0L);
        assertThat(heads.misses()).isTrue();

        assertThat(taken(said(1))).containsExactly(1L, 2L, 3L);
        assertThat(heads.misses()).isFalse();
    }

    @Test
    void aGapThatTheServerDoesNotFillStaysAGap() {
        taken(said(0), said(2));

        assertThat(heads.caughtUp()).isEmpty();
        assertThat(heads.misses()).isTrue();
    }

    @Test
    void whoIsLetInForTheFirstTimeBeginsThere() {
        assertThat(taken(letIn(57, "you", "me"), said(58))).containsExactly(57L, 58L);
    }

    @Test
    void whoIsLetInAgainSkipsWhatWasInBetweenOnceEverythingBeforeHasCome() {
        taken(said(0), kicked(1));
        assertThat(taken(letIn(9, "me"), said(10))).isEmpty();

        assertThat(heads.caughtUp()).extracting(each -> each.head().version()).containsExactly(9L, 10L);
        assertThat(heads.misses()).isFalse();
    }

    @Test
    void aConversationThatIsNewHereDoesNotBeginInItsMiddle() {
        assertThat(taken(said(13))).isEmpty();
        assertThat(heads.misses()).isTrue();

        assertThat(taken(LongStream.range(0, 13).mapToObj(HeadsTest::said).toArray(Event[]::new)))
                .containsExactlyElementsOf(LongStream.rangeClosed(0, 13).boxed().toList());
    }

    @Test
    void aResetGoesOnBehindItsVersionAlsoBackwards() {
        taken(said(0), said(1), said(5));

        assertThat(heads.reset(new Reset(GROUP, 4)))
                .extracting(each -> each.head().version())
                .containsExactly(4L, 5L);
        assertThat(heads.misses()).isFalse();
        heads.reset(new Reset(GROUP, 2));
        assertThat(taken(said(3))).containsExactly(3L);
    }

    @Test
    void theSumCountsOnlyWhereOneBelongs() {
        taken(said(0), kicked(1));
        assertThat(heads.agree(0, "0000000000000000")).isTrue();
        assertThat(heads.agree(1, "0000000000000000")).isFalse();
    }

    @Test
    void whatWasReloadedMayBeWhatOneHasLeft() {
        heads.reset(new Reset(GROUP, 700));

        assertThat(heads.agree(0, "0000000000000000")).isTrue();
        assertThat(heads.agree(0, "0000000000000000")).isTrue();
    }

    @Test
    void theSumIsThatOfTheProtocol() {
        Heads known = new Heads(Map.of(
                GROUP,
                new Head(3, Standing.MEMBER),
                "0199c0de-0000-7000-8000-000000000002",
                new Head(1, Standing.GONE)));
        assertThat(known.agree(1, "4c1d90fe6a1d4e10")).isFalse();
        assertThat(known.agree(1, sumOf(GROUP + ":3"))).isTrue();
    }

    @Test
    void whatWasNotTakenAfterAllIsAskedForAgain() {
        List<Heads.Taken> first = heads.offer(said(0));
        first.forEach(heads::undo);

        assertThat(heads.versions()).isEmpty();
        assertThat(taken(said(0))).containsExactly(0L);
    }

    private List<Long> taken(Event... events) {
        return List.of(events).stream()
                .flatMap(event -> heads.offer(event).stream())
                .map(each -> each.head().version())
                .toList();
    }

    private static String sumOf(String head) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(head.getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static Event said(long version) {
        return event(version, "MessageSent", "{}");
    }

    private static Event kicked(long version) {
        return event(version, "MemberKicked", "{\"member\":\"me\"}");
    }

    private static Event letIn(long version, String... members) {
        return event(version, "MembersAdded", "{\"members\":[\"" + String.join("\",\"", members) + "\"]}");
    }

    private static Event event(long version, String name, String data) {
        JsonNode json = JsonMapper.shared().readTree(data);
        return new Event(GROUP, version, name, Instant.EPOCH, null, json);
    }
}
