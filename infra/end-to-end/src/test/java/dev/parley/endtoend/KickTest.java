package dev.parley.endtoend;

import static dev.parley.endtoend.Refusals.NO_STATUS;
import static dev.parley.endtoend.Refusals.assertRefused;
import static dev.parley.endtoend.Refusals.awaitRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.demo.client.Answers.Changed;
import dev.parley.demo.client.Answers.Hit;
import dev.parley.demo.client.Eventually;
import dev.parley.demo.client.Frame;
import dev.parley.demo.client.Heads;
import dev.parley.demo.client.LiveConnection;
import dev.parley.demo.client.Page;
import dev.parley.demo.client.Person;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KickTest extends Journey {

    private Person ana;
    private Person ben;
    private Person chen;
    private String group;

    @BeforeEach
    void meet() {
        ana = newcomer("Ana");
        ben = newcomer("Ben");
        chen = newcomer("Chen");
        group = group(ana, ben, chen);
    }

    @Test
    void theKickIsTheLastThatAKickedPersonHears() {
        LiveConnection anas = online(ana);
        LiveConnection bens = online(ben);
        Changed kicked = ana.rest().kick(group, ben.user());
        anas.say(group, Person.random(), "among ourselves");
        anas.sayTo(ben.user(), Person.random(), "a message that comes later than that");
        Frame later = bens.await(
                "the later message",
                frame -> frame.is("event")
                        && !frame.isEvent(group)
                        && !frame.said().isEmpty());

        Frame last = bens.events(group).getLast();
        assertThat(last.text("event")).isEqualTo("MemberKicked");
        assertThat(last.number("version")).isEqualTo(kicked.version());
        Map<String, Long> belongsTo = Map.of(later.text("conversation"), later.number("version"));
        bens.resume(bens.heads());
        bens.await(
                "heads without the group",
                frame -> frame.is("heads") && Heads.of(frame).equals(Heads.of(belongsTo)));
    }

    @Test
    void aKickedPersonMayNeitherReadNorWriteThere() {
        LiveConnection bens = online(ben);
        ana.rest().kick(group, ben.user());

        assertRefused(403, "NOT_A_MEMBER", () -> say(ben, group, "Hello?"));
        assertRefused(NO_STATUS, "NOT_A_MEMBER", () -> bens.say(group, Person.random(), "Hello?"));
        assertRefused(403, "NOT_A_MEMBER", () -> ben.rest().kick(group, chen.user()));
        assertRefused(403, "NOT_A_MEMBER", () -> ben.rest().add(group, ben.user()));
        awaitRefused(403, "NOT_A_MEMBER", () -> ben.rest().history(group));
        awaitRefused(403, "NOT_A_MEMBER", () -> ben.rest().conversation(group));
        awaitRefused(403, "NOT_A_MEMBER", () -> ben.rest().read(group, 1));
        Eventually.see(
                "a list without the group", () -> ben.rest().conversations().items(), items -> items.isEmpty());
    }

    @Test
    void aKickedPersonsSearchFindsNothingOfTheGroup() {
        say(ana, group, "the old codename was quokka");
        Eventually.see("one hit", () -> ben.rest().search("quokka"), KickTest::one);
        ana.rest().kick(group, ben.user());
        say(ana, group, "the new codename is wombat");

        Eventually.see("one hit", () -> chen.rest().search("wombat"), KickTest::one);
        assertThat(ben.rest().search("wombat").items()).isEmpty();
        Eventually.see("no hit", () -> ben.rest().search("quokka").items(), hits -> hits.isEmpty());
    }

    @Test
    void aDeviceThatWasAwayHearsEverythingUpToTheKickAndNothingMore() {
        LiveConnection before = online(ben);
        before.awaitEvent(group, "ConversationCreated");
        before.breakOff();
        say(ana, group, "one");
        say(ana, group, "two");
        Changed kicked = ana.rest().kick(group, ben.user());
        say(ana, group, "three");
        awaitRefused(403, "NOT_A_MEMBER", () -> ben.rest().history(group));

        LiveConnection after = connected(ben);
        after.resume(before.heads());

        assertThat(versions(after.events(group))).isEqualTo(range(1, kicked.version()));
        assertThat(after.events(group).getLast().text("event")).isEqualTo("MemberKicked");
    }

    @Test
    void onlyTheOwnerMayKick() {
        assertRefused(403, "NOT_ALLOWED", () -> ben.rest().kick(group, chen.user()));
        assertRefused(403, "NOT_ALLOWED", () -> ben.rest().kick(group, ana.user()));
    }

    @Test
    void kickingSomebodyWhoIsGoneChangesNothing() {
        Changed kicked = ana.rest().kick(group, ben.user());
        assertThat(ana.rest().kick(group, ben.user())).isEqualTo(kicked);
    }

    private static boolean one(Page<Hit> page) {
        return page.items().size() == 1;
    }
}
