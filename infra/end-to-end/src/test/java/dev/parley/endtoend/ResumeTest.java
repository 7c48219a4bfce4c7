package dev.parley.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.demo.client.Answers.Accepted;
import dev.parley.demo.client.Frame;
import dev.parley.demo.client.Heads;
import dev.parley.demo.client.LiveConnection;
import dev.parley.demo.client.Person;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ResumeTest extends Journey {

    private Person ana;
    private Person ben;

    @BeforeEach
    void meet() {
        ana = newcomer("Ana");
        ben = newcomer("Ben");
    }

    @Test
    void aDeviceThatWasAwayGetsExactlyWhatItLacksInOrder() {
        String first = group(ana, ben);
        String second = group(ana, ben);
        LiveConnection before = online(ben);
        say(ana, first, "heard");
        before.awaitMessage(first, "heard");
        before.awaitEvent(second, "ConversationCreated");
        Map<String, Long> had = before.heads();
        before.breakOff();

        long firstHead = sayNumbers(ana, first, 1, 5).version();
        long secondHead = sayNumbers(ana, second, 1, 3).version();
        String third = group(ana, ben);
        long thirdHead = say(ana, third, "a new group").version();
        history(ben, first, firstHead);
        history(ben, second, secondHead);
        history(ben, third, thirdHead);
        LiveConnection after = connected(ben);
        after.resume(had);

        assertThat(versions(after.events(first))).isEqualTo(range(had.get(first) + 1, firstHead));
        assertThat(versions(after.events(second))).isEqualTo(range(had.get(second) + 1, secondHead));
        assertThat(versions(after.events(third))).isEqualTo(range(0, thirdHead));
        assertThat(after.events(first).stream().map(Frame::said)).containsExactly("1", "2", "3", "4", "5");

        Map<String, Long> has = new HashMap<>(had);
        has.putAll(after.heads());
        assertThat(nextHeads(after)).isEqualTo(Heads.of(has));
    }

    @Test
    void aDeviceThatLacksNothingGetsNothing() {
        String group = group(ana, ben);
        LiveConnection before = online(ben);
        say(ana, group, "heard");
        before.awaitMessage(group, "heard");
        before.breakOff();

        LiveConnection after = connected(ben);
        after.resume(before.heads());

        assertThat(after.heard(frame -> frame.is("event"))).isEmpty();
        assertThat(nextHeads(after)).isEqualTo(Heads.of(before.heads()));
    }

    @Test
    void whatHappensAfterAResumeFollowsWithoutAGap() {
        String group = group(ana, ben);
        sayNumbers(ana, group, 1, 3);
        LiveConnection bens = online(ben);
        Accepted last = sayNumbers(ana, group, 4, 6);
        bens.awaitMessage(group, "6");

        assertThat(versions(bens.events(group))).isEqualTo(range(0, last.version()));
    }

    @Test
    void aLaterResumeMayAskForTheSameAgain() {
        String group = group(ana, ben);
        Accepted last = sayNumbers(ana, group, 1, 3);
        LiveConnection bens = online(ben);
        int heardBefore = bens.events(group).size();

        bens.resume(Map.of(group, last.version() - 2));

        List<Frame> events = bens.events(group);
        assertThat(versions(events.subList(heardBefore, events.size())))
                .isEqualTo(range(last.version() - 1, last.version()));
    }

    @Test
    void theHeadsOfANewcomerWithoutConversationsAreEmpty() {
        LiveConnection bens = online(ben);
        assertThat(nextHeads(bens)).isEqualTo(Heads.of(Map.of()));
    }

    @Test
    void whoKnowsNothingOfALongConversationIsToldToLoadItByRest() {
        String group = group(ana, ben);
        long head = Crowd.fill(group, 510, online(ana), online(ben)).version();

        LiveConnection fresh = connected(ben.onAnotherDevice());
        fresh.resume(Map.of());

        Frame reset = fresh.await("reset", frame -> frame.is("reset"));
        assertThat(reset.text("conversation")).isEqualTo(group);
        assertThat(reset.number("version")).isEqualTo(head);
        assertThat(fresh.events(group)).isEmpty();

        Accepted next = say(ana, group, "after the reset");
        assertThat(fresh.awaitMessage(group, "after the reset").number("version"))
                .isEqualTo(next.version())
                .isEqualTo(head + 1);
    }

    private static Heads nextHeads(LiveConnection line) {
        return Heads.of(line.await("heads", frame -> frame.is("heads")));
    }
}
