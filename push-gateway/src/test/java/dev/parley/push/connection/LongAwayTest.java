package dev.parley.push.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.conversation.ConversationId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** A month away: 300 conversations, 50,000 events missed, and whoever else is there gets theirs meanwhile. */
@TestPropertySource(properties = "parley.push.resume.max-events-together=100000")
class LongAwayTest extends Absence {

    private static final Logger log = LoggerFactory.getLogger(LongAwayTest.class);
    private static final int CONVERSATIONS = 300;
    private static final int EVENTS = 50_000;
    /** Of one of them more is missing than is streamed. */
    private static final int LARGEST = 1_000;

    @Test
    void everythingComesInOrderAndNobodyElseWaits() {
        Map<ConversationId, Long> newest = aMonthHappens();
        Client bystander = live(ben, laptop);
        publish(created(ben));
        bystander.find("event");

        long begun = System.nanoTime();
        Client client = comeBack(newest.keySet());
        Map<ConversationId, Long> has = new HashMap<>();
        newest.keySet().forEach(conversation -> has.put(conversation, 0L));
        int events = 0;
        int resets = 0;
        for (JsonNode frame = client.take(); !frame.get("type").asString().equals("caughtUp"); frame = client.take()) {
            ConversationId conversation =
                    ConversationId.of(frame.get("conversation").asString());
            long version = frame.get("version").asLong();
            if (frame.get("type").asString().equals("reset")) {
                resets++;
            } else {
                assertThat(version).isEqualTo(has.get(conversation) + 1);
                if (++events % 10_000 == 0) {
                    publish(message(ben, events / 10_000, "meanwhile"));
                    assertThat(bystander.find("event").at("/data/seq").asLong()).isEqualTo(events / 10_000);
                }
            }
            has.put(conversation, version);
        }
        log.info(
                "{} events and {} resets in {} ms",
                events,
                resets,
                Duration.ofNanos(System.nanoTime() - begun).toMillis());
        assertThat(has).isEqualTo(newest);
        assertThat(resets).isEqualTo(1);
    }

    private Map<ConversationId, Long> aMonthHappens() {
        Map<ConversationId, Long> newest = new HashMap<>();
        long each = (EVENTS - LARGEST) / (CONVERSATIONS - 1);
        for (int number = 0; number < CONVERSATIONS; number++) {
            newest.put(new ConversationId(UUID.randomUUID()), number == 0 ? (long) LARGEST : each);
        }
        happened(newest);
        return newest;
    }
}
