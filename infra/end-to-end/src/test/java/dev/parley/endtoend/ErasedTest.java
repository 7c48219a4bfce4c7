package dev.parley.endtoend;

import static dev.parley.endtoend.Acquaintance.ask;
import static dev.parley.endtoend.Acquaintance.await;
import static dev.parley.endtoend.Acquaintance.befriend;
import static dev.parley.endtoend.Acquaintance.block;
import static dev.parley.endtoend.Acquaintance.call;
import static dev.parley.endtoend.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.demo.client.Answer;
import dev.parley.demo.client.Eventually;
import dev.parley.demo.client.Person;
import org.junit.jupiter.api.Test;

/** What is left of somebody whose account is erased: the id, and what they said. */
class ErasedTest extends Journey {

    private static void erase(Person person) {
        Answer left = call(person, "DELETE", "/me", "{\"password\": \"" + person.password() + "\"}");
        assertThat(left.status()).as(left.text()).isEqualTo(204);
    }

    private static void awaitMembers(Person person, String conversation, int count) {
        Eventually.see(
                count + " members",
                () -> call(person, "GET", "/conversations/" + conversation)
                        .orRefused()
                        .body()
                        .path("memberCount")
                        .asInt(-1),
                seen -> seen == count);
    }

    @Test
    void friendshipsRequestsAndNamesEnd() {
        Person ana = newcomer("Ana");
        Person ben = newcomer("Ben");
        Person cleo = newcomer("Cleo");
        Person dan = newcomer("Dan");
        befriend(ana, ben);
        ask(ana, cleo);
        ask(dan, ana);
        await(ben, "/friends", ana);
        await(cleo, "/friend-requests", ana);
        await(dan, "/search/users?q=" + ana.username(), ana);
        block(cleo, dan);
        erase(ana);

        await(ben, "/friends");
        await(cleo, "/friend-requests");
        await(dan, "/friend-requests?direction=out");
        await(dan, "/search/users?q=" + ana.username());
        await(cleo, "/blocks", dan);
        assertRefused(400, "UNKNOWN_USER", () -> ask(ben, ana));
        assertRefused(400, "UNKNOWN_USER", () -> group(ben, ana));
    }

    @Test
    void aDirectConversationIsStillReadAndTakesNothingNew() {
        Person ana = newcomer("Ana");
        Person ben = newcomer("Ben");
        String direct = ana.rest().direct(ben.user()).conversation();
        long version = say(ana, direct, "Farewell").version();
        erase(ana);
        Eventually.see(
                "an end",
                () -> call(ben, "POST", "/conversations/" + direct + "/messages", """
                        {"content": {"type": "text", "text": "Hello?"}}""")
                        .body()
                        .path("code")
                        .asString("said"),
                "GONE"::equals);
        assertThat(texts(history(ben, direct, version))).containsSequence("Farewell");
    }

    @Test
    void theirGroupsGoOnWithoutThem() {
        Person ana = newcomer("Ana");
        Person ben = newcomer("Ben");
        Person cleo = newcomer("Cleo");
        String owned = group(ana, ben, cleo);
        String joined = group(cleo, ana);
        erase(ana);
        awaitMembers(ben, owned, 2);
        awaitMembers(cleo, joined, 1);
        ben.rest().kick(owned, cleo.user()); // the group has passed on to who is longest in it
        say(ben, owned, "Life goes on");
    }
}
