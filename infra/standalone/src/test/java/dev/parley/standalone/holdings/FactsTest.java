package dev.parley.standalone.holdings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.conversation.ConversationId;
import dev.parley.api.people.UserId;
import dev.parley.api.position.PositionMoved;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FactsTest {

    private static final UserId ANA = new UserId(new UUID(0, 1));
    private static final ConversationId GROUP = ConversationId.of(new UUID(0, 2).toString());
    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    @Test
    void ofTwoRecordsTheLargerOfEachNumberCounts() {
        PositionMoved read = new PositionMoved(ANA, GROUP, 5, 5, NOON);
        PositionMoved delivered = new PositionMoved(ANA, GROUP, 3, 9, NOON.plusSeconds(1));

        assertThat(Facts.larger(read, delivered))
                .isEqualTo(Facts.larger(delivered, read))
                .isEqualTo(new PositionMoved(ANA, GROUP, 5, 9, NOON.plusSeconds(1)));
    }
}
