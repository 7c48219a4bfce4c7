package dev.parley.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.demo.client.Answers.Accepted;
import dev.parley.demo.client.Answers.Changed;
import dev.parley.demo.client.Eventually;
import dev.parley.demo.client.LiveConnection;
import dev.parley.demo.client.Person;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RejoinTest extends Journey {

    private Person ana;
    private Person ben;
    private LiveConnection bens;
    private String group;
    private Changed rejoined;
    private Accepted last;

    /** Ben hears "kangaroo before", is away for "kangaroo between", and back for "kangaroo after". */
    @BeforeEach
    void goAndComeBack() {
        ana = newcomer("Ana");
        ben = newcomer("Ben");
        group = group(ana, ben);
        bens = online(ben);
        say(ana, group, "kangaroo before");
        bens.awaitMessage(group, "kangaroo before");
        ana.rest().kick(group, ben.user());
        bens.awaitEvent(group, "MemberKicked");
        say(ana, group, "kangaroo between");
        rejoined = ana.rest().add(group, ben.user());
        last = say(ana, group, "kangaroo after");
    }

    @Test
    void pushStartsAgainAtTheReturn() {
        bens.awaitMessage(group, "kangaroo after");
        assertThat(versions(bens.events(group))).containsExactly(0L, 1L, 2L, rejoined.version(), last.version());
    }

    @Test
    void historyShowsBothWindowsAndNotWhatLiesBetween() {
        assertThat(texts(history(ben, group, last.version()))).containsExactly("kangaroo before", "kangaroo after");
        assertThat(texts(history(ana, group, last.version())))
                .containsExactly("kangaroo before", "kangaroo between", "kangaroo after");
    }

    @Test
    void searchFindsBothWindowsAndNotWhatLiesBetween() {
        Eventually.see("three hits", () -> ana.rest().search("kangaroo").items(), hits -> hits.size() == 3);
        assertThat(Eventually.see(
                        "two hits", () -> ben.rest().search("kangaroo").items(), hits -> hits.size() == 2))
                .extracting(hit -> hit.unmarked())
                .containsExactlyInAnyOrder("kangaroo before", "kangaroo after");
    }

    @Test
    void whatWasSaidBeforeTheReturnIsNotUnread() {
        awaitUnread(ben, group, 1);
    }

    @Test
    void sendingWorksAgain() {
        Accepted answer = bens.say(group, Person.random(), "back");
        assertThat(answer.version()).isEqualTo(last.version() + 1);
    }
}
