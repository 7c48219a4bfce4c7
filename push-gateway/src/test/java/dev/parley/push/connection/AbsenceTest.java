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
import dev.parley.api.projection.Views;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** More was missed in all conversations together than is told one by one. */
class AbsenceTest extends GatewayTest {

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

        Client client = connect(ana, phone);
        client.take("welcome");
        client.send("{\"type\":\"resume\",\"id\":\"back\",\"heads\":{"
                + missed.keySet().stream()
                        .map(conversation -> "\"" + conversation + "\":0")
                        .collect(Collectors.joining(","))
                + "}}");
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

    private void happened(Map<ConversationId, Long> missed) {
        List<LoggedEventView> events = new ArrayList<>();
        Map<ConversationId, Membership> memberships = new HashMap<>();
        missed.forEach((conversation, last) -> {
            memberships.put(conversation, new Membership(List.of(Window.from(0, 0)), 0));
            for (long version = 1; version <= last; version++) {
                events.add(topic.logged(said(conversation, version), version));
            }
        });
        saveAll(Views.CONVERSATION_LOG, events);
        saveAll(
                Views.CONVERSATIONS,
                missed.entrySet().stream()
                        .map(head -> Map.of(
                                "_id", head.getKey().toString(),
                                "memberCount", 2,
                                "seq", head.getValue(),
                                "version", head.getValue()))
                        .toList());
        save(Views.MEMBERSHIPS, ana.toString(), new MembershipsView(ana, memberships));
    }

    private MessageSent said(ConversationId conversation, long version) {
        return new MessageSent(
                conversation,
                new MessageId(conversation, version),
                version,
                null,
                new Content.Text("Something that was said while nobody was there to hear it"),
                null,
                List.of(),
                ben,
                Instant.EPOCH);
    }
}
