package dev.parley.push.view;

import com.mongodb.ConnectionString;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.reactivestreams.client.MongoClient;
import com.mongodb.reactivestreams.client.MongoDatabase;
import dev.parley.api.QueryRefused;
import dev.parley.api.Reason;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.LoggedEventView;
import dev.parley.api.conversation.Membership;
import dev.parley.api.conversation.MembershipsView;
import dev.parley.api.note.FavouritesView;
import dev.parley.api.note.NotesView;
import dev.parley.api.people.Contact;
import dev.parley.api.people.ContactsView;
import dev.parley.api.people.PersonView;
import dev.parley.api.people.UserId;
import dev.parley.api.position.Position;
import dev.parley.api.projection.Generations;
import dev.parley.api.projection.ProjectedOffset;
import dev.parley.api.projection.Views;
import dev.parley.api.wire.Topic;
import dev.parley.push.tail.Offsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The views in their MongoDB collections. */
@Component
final class MongoGatewayViews implements GatewayViews, PeopleViews {

    private static final Logger log = LoggerFactory.getLogger(MongoGatewayViews.class);
    private static final String DEFAULT_DATABASE = "parley";

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** How many portions of a long list are asked for at the same time. */
    private static final int AT_ONCE = 4;

    private final MongoDatabase database;
    private final JsonMapper json;
    private final Map<List<String>, SharedAnswer<Offsets>> applied = new ConcurrentHashMap<>();
    private final Mono<Generations> generations;

    MongoGatewayViews(MongoClient mongo, JsonMapper json, @Value("${parley.mongo.uri}") String uri) {
        this.database = mongo.getDatabase(
                Objects.requireNonNullElse(new ConnectionString(uri).getDatabase(), DEFAULT_DATABASE));
        this.json = json;
        this.generations = Mono.defer(() -> found(database.getCollection(Views.GENERATIONS)
                                .find(Filters.in("_id", List.of(Generations.KEY))))
                        .singleOrEmpty())
                .map(document -> json.convertValue(document, Generations.class))
                .defaultIfEmpty(Generations.FIRST)
                .cache(known -> Generations.LEASE, failure -> Duration.ZERO, () -> Duration.ZERO);
    }

    /** Everybody who comes or comes back asks this, so it is asked once for all who do at the same moment. */
    @Override
    public Mono<Offsets> applied(int partitions, Collection<String> projectors) {
        return applied.computeIfAbsent(
                        List.copyOf(projectors),
                        asked -> new SharedAnswer<>(Mono.defer(() -> readOffsets(partitions, asked))))
                .get();
    }

    private Mono<Offsets> readOffsets(int partitions, Collection<String> projectors) {
        return generations.flatMap(live -> {
            List<String> keys = new ArrayList<>();
            for (String projector : projectors) {
                for (int partition = 0; partition < partitions; partition++) {
                    keys.add(ProjectedOffset.key(
                            live.projector(projector), Topic.CONVERSATION_EVENTS.topicName(), partition));
                }
            }
            return all(Views.OFFSETS, keys, null, ProjectedOffset.class)
                    .collectMap(ProjectedOffset::key, ProjectedOffset::offset)
                    .map(found -> slowest(partitions, keys, found));
        });
    }

    /** A projector without an offset has read nothing. */
    private static Offsets slowest(int partitions, List<String> keys, Map<String, Long> found) {
        long[] slowest = new long[partitions];
        Arrays.fill(slowest, Long.MAX_VALUE);
        for (int index = 0; index < keys.size(); index++) {
            int partition = index % partitions;
            slowest[partition] = Math.min(slowest[partition], found.getOrDefault(keys.get(index), 0L));
        }
        return Offsets.of(slowest);
    }

    @Override
    public Mono<Map<ConversationId, Membership>> memberships(UserId user) {
        return all(Views.MEMBERSHIPS, List.of(user.toString()), null, MembershipsView.class)
                .singleOrEmpty()
                .map(MembershipsView::conversations)
                .defaultIfEmpty(Map.of());
    }

    @Override
    public Mono<Map<ConversationId, Head>> heads(Collection<ConversationId> conversations) {
        Bson fields = Projections.include("memberCount", "seq", "version");
        return Flux.fromIterable(conversations)
                .map(ConversationId::toString)
                .buffer(MAX_KEYS)
                .flatMap(keys -> all(Views.CONVERSATIONS, keys, fields, Head.class), AT_ONCE)
                .collectMap(Head::conversation);
    }

    @Override
    public Mono<List<LoggedEventView>> logged(Collection<String> keys) {
        return all(Views.CONVERSATION_LOG, keys, null, LoggedEventView.class).collectList();
    }

    @Override
    public Mono<Membership> membership(UserId user, ConversationId conversation) {
        return one(Views.MEMBERSHIPS, user, conversation, Membership.class);
    }

    @Override
    public Mono<Position> position(UserId user, ConversationId conversation) {
        return one(Views.POSITIONS, user, conversation, Position.class).defaultIfEmpty(Position.NONE);
    }

    @Override
    public Mono<NotesView.Notes> notes(UserId user, ConversationId conversation) {
        return one(Views.NOTES, user, conversation, NotesView.Notes.class).defaultIfEmpty(NotesView.Notes.NONE);
    }

    @Override
    public Mono<FavouritesView> favourites(UserId user) {
        return all(Views.FAVOURITES, List.of(user.toString()), null, FavouritesView.class)
                .singleOrEmpty()
                .defaultIfEmpty(new FavouritesView(user, Map.of()));
    }

    @Override
    public Mono<Map<UserId, PersonView>> people(Collection<UserId> users) {
        return all(Views.PEOPLE, keys(users), null, PersonView.class).collectMap(PersonView::user);
    }

    @Override
    public Mono<Map<UserId, Contact>> contacts(UserId user, Collection<UserId> with) {
        List<String> fields = with.stream().map(other -> "contacts." + other).toList();
        return fields.isEmpty()
                ? Mono.just(Map.of())
                : all(Views.CONTACTS, keys(List.of(user)), Projections.include(fields), ContactsView.class)
                        .singleOrEmpty()
                        .map(ContactsView::contacts)
                        .defaultIfEmpty(Map.of());
    }

    @Override
    public Mono<Map<UserId, Contact>> toward(UserId user, Collection<UserId> by) {
        Bson field = Projections.include("contacts." + user);
        return all(Views.CONTACTS, keys(by), field, ContactsView.class)
                .filter(view -> view.contacts().containsKey(user))
                .collectMap(
                        ContactsView::user,
                        view -> Objects.requireNonNull(view.contacts().get(user)));
    }

    private static List<String> keys(Collection<UserId> users) {
        return users.stream().map(UserId::toString).toList();
    }

    /** One entry of a person's document, which may have thousands. */
    private <T> Mono<T> one(String view, UserId user, ConversationId conversation, Class<T> type) {
        Bson field = Projections.include("conversations." + conversation);
        return documents(view, List.of(user.toString()), field)
                .mapNotNull(
                        found -> found.getEmbedded(List.of("conversations", conversation.toString()), Document.class))
                .map(entry -> json.convertValue(entry, type))
                .singleOrEmpty();
    }

    private <T> Flux<T> all(String view, Collection<String> keys, @Nullable Bson fields, Class<T> type) {
        return documents(view, keys, fields).map(document -> json.convertValue(document, type));
    }

    private Flux<Document> documents(String view, Collection<String> keys, @Nullable Bson fields) {
        return generations.flatMapMany(live -> found(database.getCollection(live.collection(view))
                .find(Filters.in("_id", keys))
                .projection(fields)
                .batchSize(MAX_KEYS)));
    }

    private static Flux<Document> found(Publisher<Document> documents) {
        return Flux.from(documents).timeout(PATIENCE).onErrorMap(failure -> {
            log.warn("The view store did not answer", failure);
            return new QueryRefused(Reason.UNAVAILABLE, "The view store cannot be reached.");
        });
    }
}
