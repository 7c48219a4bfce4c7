package dev.parley.push.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.conversation.Content;
import dev.parley.api.conversation.ConversationEvent.MessageSent;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.LoggedEventView;
import dev.parley.api.conversation.Membership;
import dev.parley.api.conversation.MembershipsView;
import dev.parley.api.conversation.MessageId;
import dev.parley.api.conversation.Window;
import dev.parley.api.people.UserId;
import dev.parley.api.projection.Views;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** A month away: 300 conversations, 50,000 events missed, and whoever else is there gets theirs meanwhile. */
@TestPropertySource(properties = "parley.push.resume.max-events-together=100000")
class LongAwayTest extends GatewayTest {

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
        Client client = connect(ana, phone);
        client.take("welcome");
        client.send("{\"type\":\"resume\",\"id\":\"back\",\"heads\":{"
                + newest.keySet().stream()
                        .map(conversation -> "\"" + conversation + "\":0")
                        .collect(Collectors.joining(","))
                + "}}");
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
        Map<ConversationId, Membership> memberships = new HashMap<>();
        List<LoggedEventView> events = new ArrayList<>();
        int each = (EVENTS - LARGEST) / (CONVERSATIONS - 1);
        for (int number = 0; number < CONVERSATIONS; number++) {
            ConversationId conversation = new ConversationId(UUID.randomUUID());
            long last = number == 0 ? LARGEST : each;
            newest.put(conversation, last);
            memberships.put(conversation, new Membership(List.of(Window.from(0, 0)), 0));
            for (long version = 1; version <= last; version++) {
                events.add(said(conversation, version));
            }
        }
        saveAll(Views.CONVERSATION_LOG, events);
        saveAll(
                Views.CONVERSATIONS,
                newest.entrySet().stream()
                        .map(head -> Map.of(
                                "_id", head.getKey().toString(),
                                "memberCount", 2,
                                "seq", head.getValue(),
                                "version", head.getValue()))
                        .toList());
        save(Views.MEMBERSHIPS, ana.toString(), new MembershipsView(ana, memberships));
        return newest;
    }

    private LoggedEventView said(ConversationId conversation, long version) {
        UserId by = ben;
        MessageSent sent = new MessageSent(
                conversation,
                new MessageId(conversation, version),
                version,
                null,
                new Content.Text("Something that was said while nobody was there to hear it"),
                null,
                List.of(),
                by,
                Instant.EPOCH);
        return topic.logged(sent, version);
    }
}
