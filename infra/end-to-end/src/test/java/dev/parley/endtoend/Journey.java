package dev.parley.endtoend;

import dev.parley.demo.client.Answers.Accepted;
import dev.parley.demo.client.Answers.Conversation;
import dev.parley.demo.client.Answers.Message;
import dev.parley.demo.client.Eventually;
import dev.parley.demo.client.Frame;
import dev.parley.demo.client.FrontDoor;
import dev.parley.demo.client.LiveConnection;
import dev.parley.demo.client.ParleyClient;
import dev.parley.demo.client.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** What every journey needs: the running product, new people, and words for what they do. */
@ExtendWith(RunningProduct.class)
abstract class Journey {

    private final List<LiveConnection> connections = new ArrayList<>();
    private Product product;

    @BeforeEach
    final void enter(Product running) {
        product = running;
    }

    @AfterEach
    final void hangUp() {
        connections.forEach(LiveConnection::close);
    }

    final Product product() {
        return product;
    }

    final FrontDoor door() {
        return product.door();
    }

    final ParleyClient anybody() {
        return ParleyClient.of(door());
    }

    final Person newcomer(String name) {
        return Person.newcomer(door(), name);
    }

    /** Connected and up to date; hung up after the test. */
    final LiveConnection online(Person person) {
        return keep(person.online());
    }

    /** Connected, and held back until {@code resume}. */
    final LiveConnection connected(Person person) {
        return keep(person.connect());
    }

    final LiveConnection keep(LiveConnection connection) {
        connections.add(connection);
        return connection;
    }

    static String group(Person owner, Person... members) {
        return owner.rest().createGroup("A group of " + owner, users(members)).conversation();
    }

    static String[] users(Person... people) {
        String[] users = new String[people.length];
        for (int i = 0; i < people.length; i++) {
            users[i] = people[i].user();
        }
        return users;
    }

    static Accepted say(Person person, String conversation, String text) {
        return person.rest().say(conversation, Person.random(), text);
    }

    /** Says "1", "2", … and returns the last answer. */
    static Accepted sayNumbers(Person person, String conversation, int first, int last) {
        Accepted accepted = say(person, conversation, Integer.toString(first));
        for (int number = first + 1; number <= last; number++) {
            accepted = say(person, conversation, Integer.toString(number));
        }
        return accepted;
    }

    /** The oldest 100 messages that the person may see, once the history holds {@code version}. */
    static List<Message> history(Person person, String conversation, long version) {
        return person.rest()
                .history(conversation, "after", "0", "limit", "100", "minVersion", Long.toString(version))
                .items();
    }

    static List<String> texts(List<Message> messages) {
        return messages.stream().map(Message::said).toList();
    }

    static List<Long> versions(List<Frame> events) {
        return events.stream().map(event -> event.number("version")).toList();
    }

    static List<Long> range(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    /** The person's list shows the conversation with so many unread messages, if need be after a moment. */
    static Conversation awaitUnread(Person person, String conversation, long unread) {
        return Eventually.see(
                        unread + " unread messages for " + person,
                        () -> person.rest().conversations().items().stream()
                                .filter(item -> item.conversation().equals(conversation))
                                .toList(),
                        found -> found.size() == 1 && found.getFirst().unread() == unread)
                .getFirst();
    }
}
