package dev.parley.push.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.CommandRefused;
import dev.parley.api.Reason;
import dev.parley.api.conversation.ConversationChanged;
import dev.parley.api.conversation.ConversationCommand.CreateConversation;
import dev.parley.api.conversation.ConversationCommand.SendMessage;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.MessageAccepted;
import dev.parley.api.conversation.MessageId;
import dev.parley.api.wire.CommandMetadata;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class SendingTest extends GatewayTest {

    private final AtomicLong seq = new AtomicLong();
    private Client client;

    @BeforeEach
    void everythingIsAccepted() {
        commands.received.clear();
        commands.answer = message -> switch (message.getPayload()) {
            case CreateConversation create -> new ConversationChanged(create.conversation(), 0);
            case SendMessage send -> accepted(send.conversation());
            default -> throw new AssertionError("Unexpected " + message);
        };
        client = live(ana, phone);
    }

    private MessageAccepted accepted(ConversationId conversation) {
        long next = seq.incrementAndGet();
        return new MessageAccepted(new MessageId(conversation, next), next, next, Instant.EPOCH);
    }

    @Test
    void aMessageIsConfirmedWithItsPlace() {
        client.send(send("m1", "c1", "hello"));
        JsonNode ok = client.take("ok");
        assertThat(ok.get("id").asString()).isEqualTo("m1");
        assertThat(ok.get("message").asString()).isEqualTo(group + ".1");
        assertThat(ok.get("seq").asLong()).isEqualTo(1);
        assertThat(ok.get("version").asLong()).isEqualTo(1);
        assertThat(ok.get("at").asString()).isEqualTo("1970-01-01T00:00:00Z");

        var command = commands.received.getFirst();
        assertThat(command.getMetaData())
                .containsEntry(CommandMetadata.SENDER, ana.toString())
                .containsEntry(CommandMetadata.DEVICE, phone.toString())
                .containsKey(CommandMetadata.TRACE);
        assertThat(((SendMessage) command.getPayload()).clientId()).isEqualTo("c1");
    }

    @Test
    void aMessageToAPersonFindsOrMakesTheDirectConversationFirst() {
        client.send("{\"type\":\"send\",\"to\":\"" + ben
                + "\",\"clientId\":\"c\",\"content\":{\"type\":\"text\",\"text\":\"hi\"}}");
        client.take("ok");
        ConversationId direct = ConversationId.direct(ana, ben);
        assertThat(commands.received.stream()
                        .map(command -> command.getPayload().getClass().getSimpleName()))
                .containsExactly("CreateConversation", "SendMessage");
        assertThat(commands.received)
                .allSatisfy(command -> assertThat(command.getPayload())
                        .extracting("conversation")
                        .isEqualTo(direct));
    }

    @Test
    void aRefusalIsToldWithItsReason() {
        commands.answer = message -> {
            throw new CommandRefused(Reason.NOT_A_MEMBER, "Not any more.");
        };
        client.send(send("m1", "c1", "hello"));
        JsonNode error = client.take("error");
        assertThat(error.get("id").asString()).isEqualTo("m1");
        assertThat(error.get("code").asString()).isEqualTo("NOT_A_MEMBER");
        assertThat(error.get("detail").asString()).isEqualTo("Not any more.");
        assertThat(error.has("retryAfterSeconds")).isFalse();
    }

    @Test
    void whatPassesSaysWhenToTryAgain() {
        commands.answer = message -> {
            throw new CommandRefused(Reason.STORE_UNAVAILABLE, "The disk is full.");
        };
        client.send(send("m1", "c1", "hello"));
        assertThat(client.take("error").get("retryAfterSeconds").asLong()).isEqualTo(1);
    }

    @Test
    void messagesAreSentInTheOrderTheyCameIn() {
        for (int number = 1; number <= 200; number++) {
            client.send(send("m" + number, "c" + number, "hello"));
        }
        for (int number = 1; number <= 200; number++) {
            assertThat(client.take("ok").get("id").asString()).isEqualTo("m" + number);
        }
        List<String> sent = commands.received.stream()
                .map(command -> String.valueOf(((SendMessage) command.getPayload()).clientId()))
                .toList();
        assertThat(sent).startsWith("c1", "c2", "c3").endsWith("c199", "c200").hasSize(200);
    }

    private String send(String id, String clientId, String text) {
        return "{\"type\":\"send\",\"id\":\"" + id + "\",\"conversation\":\"" + group + "\",\"clientId\":\"" + clientId
                + "\",\"content\":{\"type\":\"text\",\"text\":\"" + text + "\"}}";
    }
}
