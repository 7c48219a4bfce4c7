package dev.parley.push.tail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.conversation.ConversationId;
import dev.parley.push.frame.Encoded;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TailTest {

    private static final int SIZE = 10;

    private final Tail tail = new Tail(100, 50 * SIZE, frame -> frame);

    @Test
    void nothingIsReachedBeforeItBegins() {
        assertThat(tail.reaches(Offsets.of(0, 0))).isFalse();
    }

    @Test
    void itReachesBackToWhereItBegan() {
        tail.begin(Offsets.of(5, 7));
        append(0, 5);
        assertThat(tail.reaches(Offsets.of(5, 7))).isTrue();
        assertThat(tail.reaches(Offsets.of(4, 7))).isFalse();
        assertThat(tail.end()).isEqualTo(Offsets.of(6, 7));
    }

    @Test
    void theOldestIsForgottenWhenThereAreTooManyBytes() {
        tail.begin(Offsets.of(0));
        for (int offset = 0; offset < 60; offset++) {
            append(0, offset);
        }
        assertThat(tail.reaches(Offsets.of(9))).isFalse();
        assertThat(tail.reaches(Offsets.of(10))).isTrue();
        assertThat(read(10)).startsWith(10L, 11L).endsWith(58L, 59L).hasSize(50);
    }

    @Test
    void offsetsWithoutARecordAreReadPast() {
        tail.begin(Offsets.of(0));
        append(0, 2);
        append(0, 9);
        tail.advance(Offsets.of(12));
        assertThat(tail.end()).isEqualTo(Offsets.of(12));
        assertThat(read(0)).containsExactly(2L, 9L);
        assertThat(read(3)).containsExactly(9L);
        assertThat(read(10)).isEmpty();
    }

    @Test
    void aReaderWhoHasEnoughGoesOnWithTheSameRecord() {
        tail.begin(Offsets.of(0, 0));
        append(0, 0);
        append(0, 1);
        append(1, 0);
        List<String> seen = new ArrayList<>();
        long[] cursor = {0, 0};
        for (int room = 1; !readOne(cursor, seen); room++) {
            assertThat(seen).hasSize(room);
        }
        assertThat(seen).containsExactly("0-0", "0-1", "1-0");
        assertThat(cursor).containsExactly(2, 1);
    }

    private boolean readOne(long[] cursor, List<String> seen) {
        int before = seen.size();
        return tail.read(cursor, event -> {
            if (seen.size() > before) {
                return false;
            }
            seen.add(event.partition() + "-" + event.offset());
            return true;
        });
    }

    private List<Long> read(long from) {
        List<Long> seen = new ArrayList<>();
        tail.read(new long[] {from}, event -> seen.add(event.offset()));
        return seen;
    }

    private void append(int partition, long offset) {
        tail.append(new Published(
                partition,
                offset,
                new ConversationId(new UUID(0, 0)),
                offset,
                0,
                null,
                null,
                new Encoded(new byte[SIZE])));
    }
}
