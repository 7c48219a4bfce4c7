package dev.parley.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.parley.demo.client.Answers.Accepted;
import dev.parley.demo.client.LiveConnection;
import dev.parley.demo.client.Person;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;

/** A view may delay a yes, it never says a wrong no: what was acknowledged can be built on at once. */
class ReadYourWritesTest extends Journey {

    private static final int TIMES = 5;

    private Person ana;
    private Person ben;

    @BeforeEach
    void meet() {
        ana = newcomer("Ana");
        ben = newcomer("Ben");
    }

    @RepeatedTest(TIMES)
    void aConversationThatWasJustMadeIsThereForItsMembers() {
        String group = group(ana, ben);
        assertThatCode(() -> ben.rest().history(group)).doesNotThrowAnyException();
        assertThat(ana.rest().conversation(group).conversation()).isEqualTo(group);
    }

    @RepeatedTest(TIMES)
    void whoWasJustAddedMayReadAndSearchThere() {
        String group = group(ana);
        ana.rest().add(group, ben.user());
        assertThatCode(() -> ben.rest().history(group)).doesNotThrowAnyException();
        assertThatCode(() -> ben.rest().search("anything", "conversation", group))
                .doesNotThrowAnyException();
    }

    @RepeatedTest(TIMES)
    void aMessageThatWasJustAcknowledgedCanBeMarkedAsRead() {
        LiveConnection bens = online(ben);
        String group = group(ana, ben);
        Accepted byRest = say(ana, group, "one");
        assertThatCode(() -> ben.rest().read(group, byRest.seq())).doesNotThrowAnyException();
        Accepted next = say(ana, group, "two");
        assertThatCode(() -> bens.read(group, next.seq())).doesNotThrowAnyException();
    }

    @RepeatedTest(TIMES)
    void somebodyWhoHasJustRegisteredCanBeWrittenTo() {
        Person chen = newcomer("Chen");
        assertThatCode(() -> group(ana, chen)).doesNotThrowAnyException();
        assertThatCode(() -> ana.rest().direct(chen.user())).doesNotThrowAnyException();
    }
}
