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
import dev.parley.api.conversation.LoggedEventView;
import dev.parley.api.conversation.Membership;
import dev.parley.api.conversation.MembershipsView;
import dev.parley.api.conversation.MessageId;
import dev.parley.api.conversation.Window;
import dev.parley.api.people.UserId;
import dev.parley.api.projection.ProjectedOffset;
import dev.parley.api.projection.Projectors;
import dev.parley.api.projection.Views;
import dev.parley.api.session.DeviceId;
import dev.parley.api.wire.Topic;
import dev.parley.push.dispatch.FedTopic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
            "parley.auth.clock-skew=0s",
            "parley.push.connection.stalled-after=2s",
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
    void theTopicBegins() {
        topic.begin();
        theViewsAreUpToDate();
    }

    private void theViewsAreUpToDate() {
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

    /** The same for many that are not there yet. */
    void saveAll(String view, List<?> documents) {
        VIEWS.getDatabase("parley")
                .getCollection(view)
                .insertMany(documents.stream()
                        .map(document -> json.convertValue(document, Document.class))
                        .toList());
    }

    Client connect(UserId user, DeviceId device) {
        return Client.connect(port, TestTokens.token(user, device));
    }

    ConversationCreated created(UserId by, UserId... others) {
        List<UserId> members = new ArrayList<>(List.of(others));
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

    /** Dispatched, while the views have not seen it. */
    long publish(ConversationEvent event) {
        return topic.publish(event);
    }

    /** Dispatched, and applied by the projectors of log, heads and memberships. */
    long project(ConversationEvent event, int members) {
        long version = topic.publish(event);
        save(Views.CONVERSATION_LOG, LoggedEventView.key(event.conversation(), version), topic.logged(event, version));
        long seq = event instanceof MessageSent sent ? sent.seq() : 0;
        save(
                Views.CONVERSATIONS,
                event.conversation().toString(),
                Map.of(
                        "_id",
                        event.conversation().toString(),
                        "type",
                        "group",
                        "memberCount",
                        members,
                        "seq",
                        seq,
                        "version",
                        version,
                        "activeAt",
                        event.at().toString()));
        theViewsAreUpToDate();
        return version;
    }

    void belongs(UserId user, Window... windows) {
        Membership membership = new Membership(List.of(windows), windows[windows.length - 1].fromVersion());
        save(Views.MEMBERSHIPS, user.toString(), new MembershipsView(user, Map.of(group, membership)));
    }

    /** A connection that has everything and gets what happens. */
    Client live(UserId user, DeviceId device) {
        Client client = connect(user, device);
        client.take("welcome");
        client.send("{\"type\":\"resume\",\"heads\":{}}");
        client.find("caughtUp");
        client.take("heads");
        return client;
    }
}
