package dev.parley.push.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.conversation.ConversationId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** More was missed in all conversations together than is told one by one. */
class AbsenceTest extends Absence {

    private static final int AT_MOST = 5_000;
    private static final int LONG = 480;

    @Test
    void asManyConversationsAsPossibleAreToldAndTheOthersReloaded() {
        Map<ConversationId, Long> missed = new HashMap<>();
        for (int number = 0; number < 12; number++) {
            missed.put(new ConversationId(UUID.randomUUID()), (long) LONG);
        }
        ConversationId quiet = new ConversationId(UUID.randomUUID());
        missed.put(quiet, 3L);
        happened(missed);

        Client client = comeBack(missed.keySet());
        Map<ConversationId, Long> has = new HashMap<>();
        List<ConversationId> reloaded = new ArrayList<>();
        for (JsonNode frame = client.take(); !frame.get("type").asString().equals("caughtUp"); frame = client.take()) {
            ConversationId conversation =
                    ConversationId.of(frame.get("conversation").asString());
            if (frame.get("type").asString().equals("reset")) {
                reloaded.add(conversation);
            }
            has.put(conversation, frame.get("version").asLong());
        }

        assertThat(has).isEqualTo(missed);
        assertThat(reloaded).hasSize(12 - (AT_MOST - 3) / LONG).doesNotContain(quiet);
    }
}
