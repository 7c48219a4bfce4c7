package dev.parley.endtoend;

import static dev.parley.endtoend.Refusals.NO_STATUS;
import static dev.parley.endtoend.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.demo.client.Answers.Accepted;
import dev.parley.demo.client.Content;
import dev.parley.demo.client.Frame;
import dev.parley.demo.client.LiveConnection;
import dev.parley.demo.client.Person;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DuplicateSendTest extends Journey {

    private final String clientId = Person.random();
    private Person ana;
    private Person ben;
    private String group;

    @BeforeEach
    void meet() {
        ana = newcomer("Ana");
        ben = newcomer("Ben");
        group = group(ana, ben);
    }

    @Test
    void aRetryGetsTheFirstAnswerOnWhicheverWayItComes() {
        LiveConnection anas = online(ana);
        LiveConnection bens = online(ben);

        Accepted first = anas.say(group, clientId, "once");
        assertThat(anas.say(group, clientId, "once")).isEqualTo(first);
        assertThat(ana.rest().say(group, clientId, "once")).isEqualTo(first);
        assertThat(ana.onAnotherDevice().rest().say(group, clientId, "once")).isEqualTo(first);
        Accepted next = anas.say(group, Person.random(), "next");

        assertThat(next.seq()).isEqualTo(first.seq() + 1);
        bens.awaitMessage(group, "next");
        assertThat(bens.events(group).stream().map(Frame::said)).containsExactly("", "once", "next");
        assertThat(texts(history(ben, group, next.version()))).containsExactly("once", "next");
    }

    @Test
    void triesAtTheSameTimeAreOneMessage() {
        Callable<Accepted> attempt = () -> ana.rest().say(group, clientId, "once");
        List<Accepted> answers = Crowd.together(Collections.nCopies(8, attempt));

        assertThat(answers).allMatch(answers.getFirst()::equals);
        assertThat(texts(history(ben, group, answers.getFirst().version()))).containsExactly("once");
    }

    @Test
    void otherContentUnderTheSameIdIsAConflict() {
        LiveConnection anas = online(ana);
        Accepted first = anas.say(group, clientId, "once");

        assertRefused(NO_STATUS, "CONFLICT", () -> anas.say(group, clientId, "twice"));
        assertRefused(409, "CONFLICT", () -> ana.rest().say(group, clientId, "twice"));
        assertRefused(409, "CONFLICT", () -> ana.rest().say(group, clientId, Content.markdown("once")));
        assertThat(texts(history(ben, group, first.version()))).containsExactly("once");
    }

    @Test
    void theIdIsTheSendersAndTheConversationsOwn() {
        Accepted anas = ana.rest().say(group, clientId, "mine");
        Accepted bens = ben.rest().say(group, clientId, "mine, too");
        Accepted elsewhere = ana.rest().say(group(ana, ben), clientId, "elsewhere");

        assertThat(bens.seq()).isEqualTo(anas.seq() + 1);
        assertThat(elsewhere.seq()).isEqualTo(1);
    }

    @Test
    void withoutAnIdEveryTryIsAMessage() {
        Accepted first = ana.rest().say(group, null, "again");
        Accepted second = ana.rest().say(group, null, "again");
        assertThat(second.seq()).isEqualTo(first.seq() + 1);
    }
}
