package dev.parley.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.demo.client.Frame;
import dev.parley.demo.client.LiveConnection;
import dev.parley.demo.client.Person;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReadPositionTest extends Journey {

    private Person ana;
    private Person ben;

    @BeforeEach
    void meet() {
        ana = newcomer("Ana");
        ben = newcomer("Ben");
    }

    @Test
    void whatIsReadOnOneDeviceIsReadOnTheOthers() {
        String group = group(ana, ben);
        sayNumbers(ana, group, 1, 3);
        awaitUnread(ben, group, 3);
        LiveConnection phone = online(ben);
        LiveConnection desk = online(ben.onAnotherDevice());

        phone.read(group, 3);

        desk.await("Ben's position on Ben's other device", position(group, ben, 3));
        awaitUnread(ben, group, 0);
    }

    @Test
    void theOtherSideOfADirectConversationSeesHowFarOneHasRead() {
        String direct = ana.rest().direct(ben.user()).conversation();
        LiveConnection anas = online(ana);
        LiveConnection bens = online(ben);
        long seq = anas.say(direct, Person.random(), "Read this").seq();
        bens.awaitMessage(direct, "Read this");

        bens.read(direct, seq);

        anas.await("Ben's position", position(direct, ben, seq));
    }

    @Test
    void aSmallGroupSeesHowFarEachHasRead() {
        Person chen = newcomer("Chen");
        String group = group(ana, ben, chen);
        LiveConnection anas = online(ana);
        sayNumbers(ana, group, 1, 5);
        awaitUnread(ben, group, 5);

        ben.rest().read(group, 5);
        chen.rest().read(group, 2);

        anas.await("Ben's position", position(group, ben, 5));
        anas.await("Chen's position", position(group, chen, 2));
    }

    @Test
    void positionsOnlyGoForward() {
        String direct = ana.rest().direct(ben.user()).conversation();
        LiveConnection anas = online(ana);
        sayNumbers(ana, direct, 1, 5);
        LiveConnection bens = online(ben);
        bens.awaitMessage(direct, "5");
        bens.read(direct, 4);
        bens.read(direct, 2);
        bens.read(direct, 5);
        anas.await("position 5", position(direct, ben, 5));

        assertThat(anas.heard(
                        frame -> frame.is("position") && frame.text("user").equals(ben.user())))
                .extracting(frame -> frame.number("read"))
                .isSorted();
    }

    private static Predicate<Frame> position(String conversation, Person person, long read) {
        return frame -> frame.is("position")
                && frame.text("conversation").equals(conversation)
                && frame.text("user").equals(person.user())
                && frame.number("read") == read;
    }
}
