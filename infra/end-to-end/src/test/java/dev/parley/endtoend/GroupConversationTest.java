package dev.parley.endtoend;

import static dev.parley.endtoend.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.demo.client.Answers.Accepted;
import dev.parley.demo.client.Answers.Changed;
import dev.parley.demo.client.Answers.Conversation;
import dev.parley.demo.client.Answers.Message;
import dev.parley.demo.client.Content;
import dev.parley.demo.client.Frame;
import dev.parley.demo.client.LiveConnection;
import dev.parley.demo.client.Person;
import java.util.List;
import org.junit.jupiter.api.Test;

class GroupConversationTest extends Journey {

    @Test
    void aMessageReachesEveryConnectedMemberAndEverybodysHistory() {
        Person ana = newcomer("Ana");
        Person ben = newcomer("Ben");
        Person chen = newcomer("Chen");
        LiveConnection anas = online(ana);
        LiveConnection bens = online(ben);
        String group = group(ana, ben, chen);

        Accepted accepted = anas.say(group, Person.random(), "Hello, 世界 👋");

        for (LiveConnection line : List.of(anas, bens)) {
            Frame heard = line.awaitMessage(group, "Hello, 世界 👋");
            assertThat(heard.number("version")).isEqualTo(accepted.version());
            assertThat(heard.seq()).isEqualTo(accepted.seq()).isEqualTo(1);
            assertThat(heard.text("by")).isEqualTo(ana.user());
            assertThat(heard.text("at")).isEqualTo(accepted.at().toString());
        }
        for (Person person : List.of(ana, ben, chen)) {
            assertThat(history(person, group, accepted.version()))
                    .containsExactly(new Message(
                            accepted.message(),
                            1,
                            accepted.version(),
                            ana.user(),
                            accepted.at(),
                            Content.text("Hello, 世界 👋")));
        }
    }

    @Test
    void everybodyHearsEverythingInTheSameOrder() {
        Person ana = newcomer("Ana");
        Person ben = newcomer("Ben");
        LiveConnection anas = online(ana);
        LiveConnection bens = online(ben);
        String group = group(ana, ben);

        Crowd.together(List.of(() -> talk(anas, group, "a"), () -> talk(bens, group, "b")));
        Accepted last = say(ana, group, "over");
        anas.awaitMessage(group, "over");
        bens.awaitMessage(group, "over");

        assertThat(last.seq()).isEqualTo(41);
        assertThat(versions(anas.events(group))).isEqualTo(range(0, last.version()));
        assertThat(bens.events(group).stream().map(Frame::json))
                .isEqualTo(anas.events(group).stream().map(Frame::json).toList());
        assertThat(texts(history(ben, group, last.version())))
                .isEqualTo(anas.events(group).stream().skip(1).map(Frame::said).toList());
    }

    @Test
    void theListShowsConversationsByActivityWithTheirLastMessage() {
        Person ana = newcomer("Ana");
        Person ben = newcomer("Ben");
        String older = group(ana, ben);
        String newer = group(ana, ben);
        say(ana, newer, "in the newer one");
        Accepted last = say(ana, older, "in the older one");
        awaitUnread(ben, newer, 1);
        awaitUnread(ben, older, 1);

        List<Conversation> list = ben.rest().conversations().items();
        assertThat(list).extracting(Conversation::conversation).containsExactly(older, newer);
        assertThat(list.getFirst().lastMessage()).isNotNull();
        assertThat(list.getFirst().lastMessage().preview()).isEqualTo("in the older one");
        assertThat(list.getFirst().type()).isEqualTo("group");
        assertThat(list.getFirst().name()).isEqualTo("A group of Ana");
        assertThat(list.getFirst().seq()).isEqualTo(last.seq());
        assertThat(list.getFirst().version()).isEqualTo(last.version());

        var first = ben.rest().conversations("limit", "1");
        var second = ben.rest().conversations("limit", "1", "cursor", first.next());
        assertThat(first.items()).extracting(Conversation::conversation).containsExactly(older);
        assertThat(second.items()).extracting(Conversation::conversation).containsExactly(newer);
    }

    @Test
    void whoIsAddedHearsTheGroupFromThenOnAndMayAnswer() {
        Person ana = newcomer("Ana");
        Person ben = newcomer("Ben");
        Person chen = newcomer("Chen");
        LiveConnection chens = online(chen);
        String group = group(ana, ben);
        say(ana, group, "before Chen");

        Changed added = ana.rest().add(group, chen.user());
        Frame heard = chens.awaitEvent(group, "MembersAdded");
        Accepted answer = chens.say(group, Person.random(), "thank you");
        chens.awaitMessage(group, "thank you");

        assertThat(heard.number("version")).isEqualTo(added.version());
        assertThat(versions(chens.events(group))).isEqualTo(range(added.version(), answer.version()));
        assertThat(texts(history(chen, group, answer.version()))).containsExactly("thank you");
    }

    @Test
    void aGroupMadeTwiceWithTheSameKeyIsOneGroup() {
        Person ana = newcomer("Ana");
        Person ben = newcomer("Ben");
        String key = Person.random();

        Changed first = ana.rest().createGroupOnce(key, "Once", ben.user());
        Changed again = ana.rest().createGroupOnce(key, "Once", ben.user());

        assertThat(again).isEqualTo(first);
        assertRefused(409, "CONFLICT", () -> ana.rest().createGroupOnce(key, "Another name", ben.user()));
    }

    @Test
    void whoLeavesHearsThatAsTheLast() {
        Person ana = newcomer("Ana");
        Person ben = newcomer("Ben");
        LiveConnection bens = online(ben);
        String group = group(ana, ben);

        ben.rest().leave(group);
        bens.awaitEvent(group, "MemberLeft");

        assertRefused(403, "NOT_A_MEMBER", () -> say(ben, group, "one more thing"));
        Refusals.awaitRefused(403, "NOT_A_MEMBER", () -> ben.rest().history(group));
    }

    private static Accepted talk(LiveConnection line, String group, String name) {
        for (int i = 1; i < 20; i++) {
            line.say(group, Person.random(), name + i);
        }
        return line.say(group, Person.random(), name + "20");
    }
}
