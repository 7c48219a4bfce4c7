package dev.parley.command;

import static dev.parley.command.Talks.ANA;
import static dev.parley.command.Talks.BEN;
import static dev.parley.command.Talks.refusal;
import static dev.parley.command.Talks.talk;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.parley.api.Reason;
import dev.parley.api.conversation.Content;
import dev.parley.api.conversation.ConversationCommand.SendMessage;
import dev.parley.api.conversation.ConversationEvent;
import dev.parley.api.conversation.ConversationEvent.ConversationCreated;
import dev.parley.api.conversation.ConversationEvent.MembersAdded;
import dev.parley.api.conversation.ConversationEvent.MessageSent;
import dev.parley.api.conversation.ConversationType;
import dev.parley.api.conversation.MessageAccepted;
import dev.parley.api.conversation.MessageId;
import dev.parley.command.conversation.ConversationAggregates;
import dev.parley.command.store.EventStorages;
import dev.parley.eventstore.EventStorage;
import dev.parley.eventstore.StorageSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.serialization.FixedValueRevisionResolver;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.jackson3.Jackson3Serializer;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was stored in the first revision of an event goes on as if it had been stored in the newest, on either engine. */
@Timeout(60)
class OlderStoreTest {

    private static final Instant THEN = Instant.parse("2029-01-02T03:04:05Z");
    private static final MessageId HELLO = new MessageId(talk(0), 1);

    private static final List<ConversationEvent> HISTORY = List.of(
            new ConversationCreated(talk(0), ConversationType.GROUP, "Lunch", List.of(ANA), ANA, THEN),
            new MessageSent(talk(0), HELLO, 1, "a", new Content.Text("hello"), null, List.of(), ANA, THEN),
            new MembersAdded(talk(0), List.of(BEN), 1, ANA, THEN));

    @TempDir
    Path directory;

    /** What the first revisions did not have. */
    @JsonIgnoreProperties({"afterSeq", "via", "mentionsEveryone"})
    private static final class FirstRevision {}

    private static Serializer firstSerializer() {
        return Jackson3Serializer.builder()
                .revisionResolver(new FixedValueRevisionResolver("1"))
                .jsonMapperBuilderCustomizer(json -> json.addMixIn(MembersAdded.class, FirstRevision.class)
                        .addMixIn(MessageSent.class, FirstRevision.class))
                .build();
    }

    private static void writeThen(String url) {
        try (EventStorage storage = EventStorages.open(
                url,
                new StorageSettings(
                        firstSerializer(),
                        ConversationAggregates.keys(),
                        ConversationAggregates.snapshots(),
                        Clock.systemUTC()))) {
            for (int version = 0; version < HISTORY.size(); version++) {
                storage.events()
                        .publish(new GenericDomainEventMessage<>(
                                "Conversation", talk(0).toString(), version, HISTORY.get(version)));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rocksdb:DIRECTORY/events", "jdbc:h2:file:DIRECTORY/events;WRITE_DELAY=0"})
    void aStoreOfTheFirstRevisionsGoesOn(String engine) throws Exception {
        String url = engine.replace("DIRECTORY", directory.toString());
        writeThen(url);

        try (Talks talks = Talks.at(url)) {
            assertThat(talks.history(talk(0))).isEqualTo(HISTORY);
            assertThat(talks.send(talk(0), "a", "hello").join()).isEqualTo(new MessageAccepted(HELLO, 1, 1, THEN));
            assertThat(refusal(talks.send(talk(0), "a", "hullo"))).isEqualTo(Reason.CONFLICT);
            SendMessage bens = new SendMessage(talk(0), "b", new Content.Text("hi"), null, List.of());
            assertThat(talks.<MessageAccepted>ask(bens, BEN).join().seq()).isEqualTo(2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rocksdb:DIRECTORY/events", "jdbc:h2:file:DIRECTORY/events;WRITE_DELAY=0"})
    void theRelayPublishesTheNewestRevision(String engine) throws Exception {
        String url = engine.replace("DIRECTORY", directory.toString());
        writeThen(url);

        try (Talks talks = Talks.at(url);
                var stream = talks.commandSide().storage().events().openStream(null)) {
            List<SerializedObject<byte[]>> relayed = new ArrayList<>();
            for (int i = 0; i < HISTORY.size(); i++) {
                relayed.add(stream.nextAvailable()
                        .serializePayload(talks.commandSide().serializer(), byte[].class));
            }
            assertThat(relayed).extracting(body -> body.getType().getRevision()).containsOnly("2");
            assertThat(new String(relayed.getLast().getData(), StandardCharsets.UTF_8))
                    .contains("\"afterSeq\":1")
                    .contains("\"via\":\"added\"");
        }
    }
}
