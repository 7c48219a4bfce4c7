package dev.parley.push.connection;

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
import java.util.Set;
import java.util.stream.Collectors;

/** Somebody was away while much was said, and comes back. */
abstract class Absence extends GatewayTest {

    /** So much was said in each of these while Ana was away from all of them. */
    void happened(Map<ConversationId, Long> missed) {
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

    /** Ana, on a device that has nothing but the beginning of each. */
    Client comeBack(Set<ConversationId> conversations) {
        Client client = connect(ana, phone);
        client.take("welcome");
        client.send("{\"type\":\"resume\",\"id\":\"back\",\"heads\":{"
                + conversations.stream()
                        .map(conversation -> "\"" + conversation + "\":0")
                        .collect(Collectors.joining(","))
                + "}}");
        return client;
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
