package dev.parley.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoClients;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.parley.api.CommandRefused;
import dev.parley.api.Reason;
import dev.parley.api.conversation.Content;
import dev.parley.api.conversation.ConversationCommand.SendMessage;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.ConversationType;
import dev.parley.api.conversation.ConversationView;
import dev.parley.api.conversation.ConversationView.LastMessage;
import dev.parley.api.conversation.Membership;
import dev.parley.api.conversation.MembershipsView;
import dev.parley.api.conversation.MessageAccepted;
import dev.parley.api.conversation.MessageId;
import dev.parley.api.conversation.MessageView;
import dev.parley.api.people.UserId;
import dev.parley.api.position.Position;
import dev.parley.api.position.PositionsView;
import dev.parley.api.projection.AppliedVersion;
import dev.parley.api.projection.ProjectedOffset;
import dev.parley.api.projection.Projectors;
import dev.parley.api.projection.Views;
import dev.parley.api.session.Claims;
import dev.parley.api.wire.Topic;
import dev.parley.query.view.TopicEnds;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.bson.Document;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The reading side with views of a test's own making; topics end where the test says, and a token is a user id. */
public final class QuerySide implements AutoCloseable {

    public static final UserId ANA = user(1);
    public static final UserId BEN = user(2);
    public static final UserId CAI = user(3);
    public static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final EmbeddedViews server = new EmbeddedViews();
    private final MongoClient mongo;
    private final MongoDatabase store;
    private final ConfigurableApplicationContext service;

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import(QuerySideConfiguration.class)
    static class Application {

        @Bean
        @Primary
        SettableEnds settableEnds() {
            return new SettableEnds();
        }

        @Bean
        ReadsByIds readsByIds() {
            return new ReadsByIds();
        }

        @Bean
        MongoClientSettingsBuilderCustomizer watched(ReadsByIds reads) {
            return settings -> settings.addCommandListener(reads);
        }

        @Bean
        SentMessages sentMessages() {
            return new SentMessages();
        }

        @Bean
        CommandGateway commandGateway(SentMessages sent) {
            SimpleCommandBus bus = SimpleCommandBus.builder().build();
            var _ = bus.subscribe(
                    SendMessage.class.getName(), command -> sent.take((SendMessage) command.getPayload()));
            return DefaultCommandGateway.builder().commandBus(bus).build();
        }

        @Bean
        @Primary
        ReactiveJwtDecoder tokensAreUserIds() {
            return token -> Mono.just(Jwt.withTokenValue(token)
                    .header("alg", "none")
                    .subject(token)
                    .claim(Claims.DEVICE, new UUID(0, 0).toString())
                    .claim("scope", Claims.SCOPE_CHAT)
                    .build());
        }
    }

    /** What was said through the command bus; group 9 lets nobody speak. */
    public static final class SentMessages {

        private final List<SendMessage> all = new CopyOnWriteArrayList<>();

        MessageAccepted take(SendMessage message) {
            if (message.conversation().equals(conversation(9))) {
                throw new CommandRefused(Reason.MUTED, "Nobody speaks here for now.");
            }
            all.add(message);
            return new MessageAccepted(new MessageId(message.conversation(), all.size()), all.size(), all.size(), NOON);
        }
    }

    static final class SettableEnds implements TopicEnds {

        private final Map<Topic, Long> ends = new ConcurrentHashMap<>();

        @Override
        public Mono<Map<Integer, Long>> of(Topic topic) {
            return Mono.fromSupplier(() -> Map.of(0, ends.getOrDefault(topic, 0L), 1, 0L));
        }
    }

    public QuerySide(String elasticsearch) {
        String uri = server.uri();
        mongo = MongoClients.create(uri);
        store = mongo.getDatabase(server.database());
        service = new SpringApplicationBuilder(Application.class)
                .run(
                        "--server.port=0",
                        "--parley.mongo.uri=" + uri,
                        "--parley.kafka.bootstrap-servers=127.0.0.1:1",
                        "--parley.elasticsearch.url=" + elasticsearch);
    }

    public static QuerySide withoutSearch() {
        return new QuerySide("http://127.0.0.1:1");
    }

    public static UserId user(int number) {
        return new UserId(new UUID(0x7000L, 0x8000_0000_0000_0000L + number));
    }

    public static ConversationId conversation(int number) {
        return new ConversationId(new UUID(0x7000L, 0x9000_0000_0000_0000L + number));
    }

    /** A door to knock at as this person. */
    public WebTestClient as(UserId user) {
        return WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + service.getEnvironment().getProperty("local.server.port"))
                .responseTimeout(Duration.ofSeconds(20))
                .defaultHeaders(headers -> headers.setBearerAuth(user.toString()))
                .build();
    }

    public QuerySide forget() {
        for (String view : List.of(
                Views.CONVERSATIONS,
                Views.MESSAGES,
                Views.MEMBERSHIPS,
                Views.MEMBERS,
                Views.GONE,
                Views.GONE_TOTALS,
                Views.MENTIONS,
                Views.MEDIA,
                Views.NOTES,
                Views.DRAFTS,
                Views.FAVOURITES,
                Views.POSITIONS,
                Views.PEOPLE,
                Views.OFFSETS,
                Views.APPLIED_VERSIONS)) {
            Mono.from(store.getCollection(view).deleteMany(new Document())).block();
        }
        service.getBean(SettableEnds.class).ends.clear();
        said().clear();
        return this;
    }

    /** Since it was forgotten. */
    public List<SendMessage> said() {
        return service.getBean(SentMessages.class).all;
    }

    public void topicEndsAt(Topic topic, long offset) {
        service.getBean(SettableEnds.class).ends.put(topic, offset);
    }

    public void hasRead(String projector, Topic topic, long offset) {
        put(Views.OFFSETS, new ProjectedOffset(ProjectedOffset.key(projector, topic.topicName(), 0), offset));
    }

    public void hasApplied(String projector, ConversationId conversation, long version) {
        put(Views.APPLIED_VERSIONS, new AppliedVersion(AppliedVersion.key(projector, conversation), version));
    }

    /** A group whose last message was said by {@code sender}, {@code hour} hours after noon; every projector knows it. */
    public void group(int number, UserId sender, long seq, int hour) {
        ConversationId conversation = conversation(number);
        Instant at = NOON.plus(Duration.ofHours(hour));
        head(number, sender, seq, hour);
        for (String projector :
                List.of(Projectors.HEADS, Projectors.HISTORY, Projectors.MEMBERSHIPS, Projectors.MENTIONS)) {
            hasApplied(projector, conversation, seq);
        }
        IntStream.rangeClosed(1, (int) seq).forEach(each -> message(conversation, each, sender, at));
    }

    public void head(int number, UserId sender, long seq, int hour) {
        ConversationId conversation = conversation(number);
        Instant at = NOON.plus(Duration.ofHours(hour));
        LastMessage last =
                seq == 0 ? null : new LastMessage(new MessageId(conversation, seq), seq, sender, at, "word " + seq);
        put(
                Views.CONVERSATIONS,
                new ConversationView(
                        conversation, ConversationType.GROUP, "Group " + number, 2, null, seq, seq, last, at));
    }

    public void message(ConversationId conversation, long seq, UserId sender, Instant at) {
        put(
                Views.MESSAGES,
                new MessageView(
                        new MessageId(conversation, seq),
                        seq,
                        seq,
                        sender,
                        at,
                        new Content.Text("word " + seq),
                        null,
                        List.of()));
    }

    public void belongs(UserId user, Map<ConversationId, Membership> conversations) {
        put(Views.MEMBERSHIPS, new MembershipsView(user, conversations));
    }

    public void belongsFromTheStart(UserId user, int... numbers) {
        Map<ConversationId, Membership> all = new ConcurrentHashMap<>();
        for (int number : numbers) {
            all.put(conversation(number), Membership.from(0, 0));
        }
        belongs(user, all);
    }

    public void hasReadUpTo(UserId user, int number, long seq) {
        put(Views.POSITIONS, new PositionsView(user, Map.of(conversation(number), new Position(seq, seq))));
    }

    public void put(String view, Object record) {
        Document document = JSON.convertValue(record, Document.class);
        Mono.from(store.getCollection(view)
                        .replaceOne(
                                new Document("_id", document.get("_id")), document, new ReplaceOptions().upsert(true)))
                .block();
    }

    @Override
    public void close() {
        List<String> scans = service.getBean(ReadsByIds.class).others();
        service.close();
        mongo.close();
        server.close();
        assertThat(scans).as("reads that look through a whole view").isEmpty();
    }
}
