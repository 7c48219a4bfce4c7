package dev.parley.endtoend;

import static dev.parley.endtoend.Refusals.NO_STATUS;
import static dev.parley.endtoend.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.demo.client.Answers.Changed;
import dev.parley.demo.client.Answers.Conversation;
import dev.parley.demo.client.Frame;
import dev.parley.demo.client.LiveConnection;
import dev.parley.demo.client.Person;
import org.junit.jupiter.api.Test;

class DirectMessageTest extends Journey {

    @Test
    void writingToAPersonMakesTheirConversation() {
        Person ana = newcomer("Ana");
        Person ben = newcomer("Ben");
        LiveConnection anas = online(ana);
        LiveConnection bens = online(ben);

        anas.sayTo(ben.user(), Person.random(), "Are you there?");
        Frame heard = bens.await("Ana's message", frame -> frame.said().equals("Are you there?"));
        String direct = heard.text("conversation");
        bens.say(direct, Person.random(), "I am");
        anas.awaitMessage(direct, "I am");

        assertThat(versions(anas.events(direct))).containsExactly(0L, 1L, 2L);
        Conversation inBensList = awaitUnread(ben, direct, 0);
        assertThat(inBensList.type()).isEqualTo("direct");
        awaitUnread(ana, direct, 1);
    }

    @Test
    void twoPeopleHaveOneConversationWhoeverBegins() {
        Person ana = newcomer("Ana");
        Person ben = newcomer("Ben");
        LiveConnection anas = online(ana);
        LiveConnection bens = online(ben);

        Changed byRest = ana.rest().direct(ben.user());
        anas.sayTo(ben.user(), Person.random(), "from Ana");
        bens.sayTo(ana.user(), Person.random(), "from Ben");

        bens.awaitMessage(byRest.conversation(), "from Ana");
        anas.awaitMessage(byRest.conversation(), "from Ben");
        assertThat(ben.rest().direct(ana.user()).conversation()).isEqualTo(byRest.conversation());
        assertThat(versions(anas.events(byRest.conversation()))).containsExactly(0L, 1L, 2L);
    }

    @Test
    void writingToNobodyIsRefused() {
        LiveConnection anas = online(newcomer("Ana"));
        assertRefused(
                NO_STATUS,
                "UNKNOWN_USER",
                () -> anas.sayTo("0198a000-0000-7000-8000-000000000000", Person.random(), "Hello?"));
    }
}
