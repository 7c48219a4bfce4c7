package dev.parley.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.demo.client.Answers.Accepted;
import dev.parley.demo.client.Answers.Message;
import dev.parley.demo.client.FrontDoor;
import dev.parley.demo.client.LiveConnection;
import dev.parley.demo.client.Person;
import dev.parley.demo.client.Unmet;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Somebody who talks without a pause until the line breaks, and remembers what was acknowledged. The message that was under way then
 * may or may not have been stored: only a retry with its client id can tell.
 */
final class Talker {

    /** In every message, so that a search for it finds all of them. */
    static final String WORD = "chatter";

    private final Person person;
    private final String conversation;
    private final List<Accepted> acknowledged = new ArrayList<>();
    private final CountDownLatch ended = new CountDownLatch(1);

    private Talker(Person person, String conversation) {
        this.person = person;
        this.conversation = conversation;
    }

    static Talker start(Person person, String conversation) {
        Talker talker = new Talker(person, conversation);
        LiveConnection line = person.online();
        Thread.ofPlatform().daemon().start(() -> talker.talk(line));
        return talker;
    }

    private void talk(LiveConnection line) {
        try {
            for (int number = 0; ; number++) {
                note(line.say(conversation, clientId(number), text(number)));
            }
        } catch (Unmet e) {
            ended.countDown(); // the line is broken, as this test wants it
        }
    }

    void awaitEnd() {
        try {
            assertThat(ended.await(30, TimeUnit.SECONDS))
                    .as("the line to break")
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The same person with the same memory, after the product came back elsewhere. */
    Talker at(FrontDoor door) {
        Talker back = new Talker(person.at(door), conversation);
        acknowledged().forEach(back::note);
        return back;
    }

    /** Sends everything once more, the unanswered one included: what was acknowledged must be answered as before. */
    void retryEverything() {
        List<Accepted> before = acknowledged();
        try (LiveConnection line = person.online()) {
            for (int number = 0; number < before.size(); number++) {
                assertThat(line.say(conversation, clientId(number), text(number)))
                        .isEqualTo(before.get(number));
            }
            Accepted unanswered = line.say(conversation, clientId(before.size()), text(before.size()));
            assertThat(line.say(conversation, clientId(before.size()), text(before.size())))
                    .isEqualTo(unanswered);
            note(unanswered);
        }
    }

    void assertInOrder(List<Message> history) {
        List<String> mine = history.stream()
                .filter(message -> message.sender().equals(person.user()))
                .map(Message::said)
                .filter(said -> said.startsWith(WORD + " of"))
                .toList();
        List<String> expected = new ArrayList<>();
        for (int number = 0; number < acknowledged().size(); number++) {
            expected.add(text(number));
        }
        assertThat(mine).isEqualTo(expected);
    }

    Person person() {
        return person;
    }

    synchronized List<Accepted> acknowledged() {
        return List.copyOf(acknowledged);
    }

    private synchronized void note(Accepted accepted) {
        acknowledged.add(accepted);
    }

    private String clientId(int number) {
        return person.username() + "-" + number;
    }

    private String text(int number) {
        return WORD + " of " + person + ", number " + number;
    }
}
