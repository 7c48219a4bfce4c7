package dev.parley.push.connection;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.model.ReplaceOptions;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import dev.parley.api.conversation.Content;
import dev.parley.api.conversation.ConversationEvent;
import dev.parley.api.conversation.ConversationEvent.ConversationCreated;
import dev.parley.api.conversation.ConversationEvent.MessageSent;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.ConversationType;
import dev.parley.api.conversation.MessageId;
import dev.parley.api.people.UserId;
import dev.parley.api.projection.ProjectedOffset;
import dev.parley.api.projection.Projectors;
import dev.parley.api.projection.Views;
import dev.parley.api.session.DeviceId;
import dev.parley.api.wire.Topic;
import dev.parley.push.dispatch.FedTopic;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.json.JsonMapper;

/** What the tests of connections share: one running gateway, new people and conversations for each test. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        classes = TestGateway.class,
        properties = {
            "parley.kafka.bootstrap-servers=localhost:1",
            "parley.push.connection.auth-within=1s",
            "parley.push.connection.hold-back=300ms",
        })
abstract class GatewayTest {

    private static final MongoServer MONGO = new MongoServer(new MemoryBackend());
    private static final String MONGO_URI = MONGO.bindAndGetConnectionString() + "/parley";
    private static final MongoClient VIEWS = MongoClients.create(MONGO_URI);

    final UserId ana = new UserId(UUID.randomUUID());
    final UserId ben = new UserId(UUID.randomUUID());
    final DeviceId phone = new DeviceId(UUID.randomUUID());
    final DeviceId laptop = new DeviceId(UUID.randomUUID());
    final ConversationId group = new ConversationId(UUID.randomUUID());

    @LocalServerPort
    int port;

    @Autowired
    FedTopic topic;

    @Autowired
    JsonMapper json;

    @Autowired
    TestGateway.Commands commands;

    @DynamicPropertySource
    static void views(DynamicPropertyRegistry properties) {
        properties.add("parley.mongo.uri", () -> MONGO_URI);
    }

    @BeforeEach
    void theViewsAreUpToDate() {
        topic.begin();
        for (String projector : List.of(Projectors.MEMBERSHIPS, Projectors.HEADS, Projectors.HISTORY)) {
            String key = ProjectedOffset.key(projector, Topic.CONVERSATION_EVENTS.topicName(), 0);
            save(Views.OFFSETS, key, new ProjectedOffset(key, topic.end()));
        }
    }

    void save(String view, String key, Object document) {
        VIEWS.getDatabase("parley")
                .getCollection(view)
                .replaceOne(
                        new Document("_id", key),
                        json.convertValue(document, Document.class),
                        new ReplaceOptions().upsert(true));
    }

    Client connect(UserId user, DeviceId device) {
        return Client.connect(port, TestTokens.token(user, device));
    }

    ConversationCreated created(UserId by, UserId... others) {
        List<UserId> members = new java.util.ArrayList<>(List.of(others));
        members.addFirst(by);
        return new ConversationCreated(group, ConversationType.GROUP, "Friends", members, by, Instant.now());
    }

    MessageSent message(UserId by, long seq, String text) {
        return new MessageSent(
                group,
                new MessageId(group, seq),
                seq,
                null,
                new Content.Text(text),
                null,
                List.of(),
                by,
                Instant.now());
    }

    /** Logged and dispatched: the way of an event that the views have seen. */
    long publish(ConversationEvent event) {
        return topic.publish(event);
    }
}
