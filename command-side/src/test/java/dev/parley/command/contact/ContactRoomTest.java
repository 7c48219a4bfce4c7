package dev.parley.command.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import dev.parley.api.CommandRefused;
import dev.parley.api.people.Contact;
import dev.parley.api.people.Contact.Direction;
import dev.parley.api.people.Contact.Request;
import dev.parley.api.people.ContactsView;
import dev.parley.api.people.FriendshipCommand;
import dev.parley.api.people.FriendshipCommand.BlockPerson;
import dev.parley.api.people.FriendshipCommand.RequestFriendship;
import dev.parley.api.people.FriendshipId;
import dev.parley.api.people.UserId;
import dev.parley.api.projection.Views;
import dev.parley.api.wire.CommandMetadata;
import dev.parley.command.view.ViewStore;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** As many friends as there may be, and what still goes then. */
class ContactRoomTest {

    private static final Instant NOW = Instant.parse("2030-01-02T03:04:05Z");
    private static final int MOST = PeopleRules.DEFAULT.maxFriends();
    private static final UserId ANA = new UserId(new UUID(1, 1));
    private static final UserId BEN = new UserId(new UUID(1, 2));

    private final MongoServer server = new MongoServer(new MemoryBackend());
    private final MongoClient client = MongoClients.create(server.bindAndGetConnectionString());
    private final MongoDatabase database = client.getDatabase("parley");
    private final ViewStore views = new ViewStore(database);
    private final ContactRoomPolicy room =
            new ContactRoomPolicy(views, PeopleRules.DEFAULT, Clock.fixed(NOW, ZoneOffset.UTC));

    @BeforeEach
    void benKnowsNobody() {
        knows(BEN, Map.of());
    }

    @AfterEach
    void close() {
        views.close();
        client.close();
        server.shutdownNow();
    }

    @Test
    void theLastPlaceIsGivenAndNoneAfterIt() throws Exception {
        knows(ANA, friends(MOST - 1));
        assertThat(ask(ANA, BEN)).isEqualTo("done");
        knows(ANA, friends(MOST));
        assertThatThrownBy(() -> ask(ANA, BEN))
                .isInstanceOf(CommandRefused.class)
                .hasMessageContaining("" + MOST);
        assertThatThrownBy(() -> ask(BEN, ANA)).isInstanceOf(CommandRefused.class);
    }

    @Test
    void anOpenRequestTakesAPlaceAndOneThatIsOverDoesNot() throws Exception {
        Map<UserId, Contact> contacts = friends(MOST - 1);
        contacts.put(friend(MOST), request(NOW.plusSeconds(1)));
        knows(ANA, contacts);
        assertThatThrownBy(() -> ask(ANA, BEN)).isInstanceOf(CommandRefused.class);
        contacts.put(friend(MOST), request(NOW));
        knows(ANA, contacts);
        assertThat(ask(ANA, BEN)).isEqualTo("done");
    }

    @Test
    void whoIsAFriendAlreadyNeedsNoPlaceAndNeitherDoesABlock() throws Exception {
        knows(ANA, friends(MOST));
        assertThat(ask(ANA, friend(1))).isEqualTo("done");
        assertThat(handle(new BlockPerson(FriendshipId.between(ANA, BEN), BEN), ANA))
                .isEqualTo("done");
    }

    private Object ask(UserId by, UserId other) throws Exception {
        return handle(new RequestFriendship(FriendshipId.between(by, other), other, null), by);
    }

    private Object handle(FriendshipCommand command, UserId by) throws Exception {
        UnitOfWork<CommandMessage<?>> work =
                DefaultUnitOfWork.startAndGet(GenericCommandMessage.asCommandMessage(command)
                        .withMetaData(Map.of(CommandMetadata.SENDER, by.toString())));
        try {
            return room.handle(work, () -> "done");
        } finally {
            work.rollback();
        }
    }

    private void knows(UserId user, Map<UserId, Contact> contacts) {
        database.getCollection(Views.CONTACTS).deleteOne(new Document("_id", user.toString()));
        database.getCollection(Views.CONTACTS)
                .insertOne(JsonMapper.shared().convertValue(new ContactsView(user, contacts), Document.class));
    }

    private static Map<UserId, Contact> friends(int count) {
        Map<UserId, Contact> friends = new HashMap<>();
        for (int i = 1; i <= count; i++) {
            friends.put(friend(i), none().befriended(NOW, 0));
        }
        return friends;
    }

    private static UserId friend(int number) {
        return new UserId(new UUID(2, number));
    }

    private static Contact request(Instant expiresAt) {
        return none().asked(new Request(Direction.OUT, null, NOW.minusSeconds(60), expiresAt), 0);
    }

    private static Contact none() {
        return Contact.none(FriendshipId.between(ANA, BEN));
    }
}
