package dev.parley.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.demo.client.Answers.Accepted;
import dev.parley.demo.client.Frame;
import dev.parley.demo.client.LiveConnection;
import dev.parley.demo.client.Person;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HoldBackTest extends Journey {

    /** The protocol's second, minus what a busy machine may take to carry the welcome here. */
    private static final long ALMOST_A_SECOND = 700_000_000L;

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
    void eventsWaitForTheFirstResumeAndThenComeOnceAndInOrder() {
        LiveConnection bens = keep(LiveConnection.open(door()));
        long welcomed = bens.authenticate(ben.session().accessToken()).receivedNanos();
        Accepted last = sayNumbers(ana, group, 1, 3);
        long resumed = System.nanoTime();
        bens.resume(Map.of());
        Accepted after = sayNumbers(ana, group, 4, 5);
        bens.awaitMessage(group, "5");

        assertThat(last.version()).isLessThan(after.version());
        assertThat(versions(bens.events(group))).isEqualTo(range(0, after.version()));
        assertThat(bens.events(group))
                .allSatisfy(event -> assertThat(event.receivedNanos())
                        .isGreaterThanOrEqualTo(Math.min(resumed, welcomed + ALMOST_A_SECOND)));
    }

    @Test
    void withoutAResumeEventsFlowAfterASecond() {
        LiveConnection bens = keep(LiveConnection.open(door()));
        long welcomed = bens.authenticate(ben.session().accessToken()).receivedNanos();
        Accepted last = sayNumbers(ana, group, 1, 3);

        Frame heard = bens.awaitMessage(group, "3");

        assertThat(heard.number("version")).isEqualTo(last.version());
        assertThat(heard.receivedNanos()).isGreaterThan(welcomed + ALMOST_A_SECOND);
        assertThat(bens.events(group).stream().map(Frame::said)).endsWith("1", "2", "3");
        assertThat(versions(bens.events(group))).doesNotHaveDuplicates().isSorted();
    }

    @Test
    void aResumeInTheMiddleOfALivelyTalkLosesNothingAndRepeatsNothing() {
        LiveConnection anas = online(ana);
        List<Callable<LiveConnection>> both = List.of(
                () -> {
                    for (int i = 1; i <= 150; i++) {
                        anas.say(group, Person.random(), Integer.toString(i));
                    }
                    return anas;
                },
                () -> {
                    anas.awaitMessage(group, "50");
                    return keep(ben.online());
                });
        LiveConnection bens = Crowd.together(both).getLast();
        bens.awaitMessage(group, "150");

        assertThat(versions(bens.events(group))).isEqualTo(range(0, 150));
    }
}
