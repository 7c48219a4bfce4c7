package dev.parley.endtoend;

import static dev.parley.endtoend.Refusals.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.demo.client.Person;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UnreadTest extends Journey {

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
    void onlyWhatOthersSaidAfterTheReadPositionIsUnread() {
        sayNumbers(ana, group, 1, 5);
        awaitUnread(ben, group, 5);
        awaitUnread(ana, group, 0);

        ben.rest().read(group, 3);
        assertThat(awaitUnread(ben, group, 2).readSeq()).isEqualTo(3);
    }

    @Test
    void answeringReadsEverythingBefore() {
        sayNumbers(ana, group, 1, 3);
        awaitUnread(ben, group, 3);
        say(ben, group, "an answer");

        awaitUnread(ben, group, 0);
        awaitUnread(ana, group, 1);
    }

    @Test
    void aReadPositionNeverGoesBack() {
        sayNumbers(ana, group, 1, 5);
        awaitUnread(ben, group, 5);
        ben.rest().read(group, 4);
        awaitUnread(ben, group, 1);
        ben.rest().read(group, 2);
        say(ana, group, "one more");

        assertThat(awaitUnread(ben, group, 2).readSeq()).isEqualTo(4);
    }

    @Test
    void whatWasSaidBeforeJoiningIsNotUnread() {
        sayNumbers(ana, group, 1, 5);
        Person chen = newcomer("Chen");
        ana.rest().add(group, chen.user());
        sayNumbers(ana, group, 6, 7);

        awaitUnread(chen, group, 2);
    }

    @Test
    void aPositionAboveTheNewestMessageIsRefusedNotCutShort() {
        sayNumbers(ana, group, 1, 2);
        awaitUnread(ben, group, 2);

        assertProblem(
                ben.rest().call("PUT", "/conversations/" + group + "/read", Map.of(), "{\"seq\": 3}"),
                400,
                "INVALID",
                "seq");
        awaitUnread(ben, group, 2);
    }
}
