package dev.parley.endtoend;

import static dev.parley.endtoend.Acquaintance.ask;
import static dev.parley.endtoend.Acquaintance.await;
import static dev.parley.endtoend.Acquaintance.befriend;
import static dev.parley.endtoend.Acquaintance.block;
import static dev.parley.endtoend.Acquaintance.call;
import static dev.parley.endtoend.Acquaintance.items;
import static dev.parley.endtoend.Acquaintance.privacy;
import static dev.parley.endtoend.Acquaintance.unblock;
import static dev.parley.endtoend.Refusals.assertProblem;
import static dev.parley.endtoend.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.demo.client.Answer;
import dev.parley.demo.client.Eventually;
import dev.parley.demo.client.Person;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FriendsTest extends Journey {

    @Test
    void aRequestIsSeenByBothAndAccepted() {
        Person ana = newcomer("Ana");
        Person ben = newcomer("Ben");
        Answer asked = call(
                ana, "POST", "/friend-requests", "{\"to\": \"%s\", \"message\": \"Lunch?\"}".formatted(ben.user()));
        assertThat(asked.status()).as(asked.text()).isEqualTo(201);
        assertThat(asked.body().path("state").asString()).isEqualTo("requested");
        await(ana, "/friend-requests?direction=out", ben);
        await(ben, "/friend-requests?direction=in", ana);
        var seen = items(ben, "/friend-requests").getFirst();
        assertThat(seen.path("message").asString()).isEqualTo("Lunch?");
        assertThat(seen.path("expiresAt").asString()).isNotBlank();

        String id = seen.path("friendRequest").asString();
        assertProblem(call(ana, "POST", "/friend-requests/" + id + "/accept", "{}"), 403, "NOT_ALLOWED");
        assertProblem(call(newcomer("Cleo"), "POST", "/friend-requests/" + id + "/accept", "{}"), 404, "NOT_FOUND");
        call(ben, "POST", "/friend-requests/" + id + "/accept", "{}").orRefused();
        call(ben, "POST", "/friend-requests/" + id + "/accept", "{}").orRefused();
        await(ana, "/friends", ben);
        await(ben, "/friends", ana);
        await(ben, "/friend-requests");

        call(ana, "PATCH", "/friends/" + ben.user(), "{\"remark\": \"Benny\"}").orRefused();
        Eventually.see(
                "the remark",
                () -> items(ana, "/friends").getFirst().path("remark").asString(""),
                "Benny"::equals);
        assertThat(items(ben, "/friends").getFirst().has("remark")).isFalse();

        call(ben, "DELETE", "/friends/" + ana.user()).orRefused();
        await(ana, "/friends");
        await(ben, "/friends");
    }

    @Test
    void whoAskEachOtherAreFriendsAndWhoDeclinesIsLeftInPeace() {
        Person ana = newcomer("Ana");
        Person ben = newcomer("Ben");
        Person cleo = newcomer("Cleo");
        ask(ana, ben);
        ask(ben, ana);
        await(ana, "/friends", ben);

        String request = ask(cleo, ana);
        call(ana, "POST", "/friend-requests/" + request + "/decline", "{}").orRefused();
        await(cleo, "/friend-requests?direction=out");
        assertRefused(403, "NOT_WANTED", () -> ask(cleo, ana));
        String other = ask(ana, cleo);
        call(ana, "DELETE", "/friend-requests/" + other).orRefused();
        assertProblem(call(cleo, "POST", "/friend-requests/" + other + "/accept", "{}"), 410, "GONE");
    }

    @Test
    void aBlockIsInForceWithTheNextMessage() {
        Person ana = newcomer("Ana");
        Person ben = newcomer("Ben");
        befriend(ana, ben);
        String direct = ana.rest().direct(ben.user()).conversation();
        say(ana, direct, "Hello");
        block(ben, ana);
        assertRefused(403, "NOT_WANTED", () -> say(ana, direct, "Are you there?"));
        assertRefused(403, "NOT_WANTED", () -> say(ben, direct, "No"));
        assertRefused(403, "NOT_WANTED", () -> ask(ana, ben));
        assertRefused(403, "NOT_WANTED", () -> group(ana, ben));
        await(ben, "/blocks", ana);
        await(ana, "/blocks");
        await(ana, "/friends");
        unblock(ben, ana);
        unblock(ben, ana);
        say(ana, direct, "Hello again");
        await(ben, "/blocks");
    }

    @Test
    void whoWantsOnlyFriendsIsReachedByFriends() {
        Person ana = newcomer("Ana");
        Person ben = newcomer("Ben");
        privacy(ben, "write", "friends");
        privacy(ben, "addToGroups", "nobody");
        assertRefused(403, "NOT_WANTED", () -> ana.rest().direct(ben.user()));
        befriend(ana, ben);
        say(ana, ana.rest().direct(ben.user()).conversation(), "Hello");
        assertRefused(403, "NOT_WANTED", () -> group(ana, ben));
        String group = group(ana);
        assertRefused(403, "NOT_WANTED", () -> ana.rest().add(group, ben.user()));

        Answer changed = call(ben, "PATCH", "/me/privacy", "{\"addToGroups\": \"everybody\"}")
                .orRefused();
        String version = changed.body().path("version").asString();
        var read = call(ben, "GET", "/me/privacy?minVersion=" + version)
                .orRefused()
                .body();
        assertThat(read).isEqualTo(changed.body());
        assertThat(read.path("write").asString()).isEqualTo("friends");
        ana.rest().add(group, ben.user());
    }

    @Test
    void listsComeInPages() {
        Person ana = newcomer("Ana");
        for (int i = 0; i < 5; i++) {
            ask(newcomer("Fan"), ana);
        }
        Eventually.see("five requests", () -> items(ana, "/friend-requests").size(), size -> size == 5);
        List<String> all = Acquaintance.people(ana, "/friend-requests");
        var first = call(ana, "GET", "/friend-requests?limit=3").orRefused().body();
        assertThat(first.path("items")).hasSize(3);
        List<String> rest = Acquaintance.people(
                ana, "/friend-requests?limit=3&cursor=" + first.path("next").asString());
        assertThat(rest).isEqualTo(all.subList(3, 5));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            POST   | /friend-requests                | {}                             | 400 | INVALID      | to
            POST   | /friend-requests                | {"to": "nobody"}               | 400 | INVALID      | user
            POST   | /friend-requests                | {"to": "STRANGER"}             | 400 | UNKNOWN_USER | to
            POST   | /friend-requests                | {"to": "ME"}                   | 400 | INVALID      | user
            POST   | /friend-requests                | {"to": "STRANGER", "message": "LONG"} | 400 | INVALID | message
            POST   | /friend-requests/STRANGER/accept | {}                            | 404 | NOT_FOUND    |
            PATCH  | /friends/STRANGER               | {"remark": "x"}                | 404 | NOT_FOUND    |
            PATCH  | /friends/STRANGER               | {}                             | 400 | INVALID      | remark
            PUT    | /blocks/STRANGER                | {}                             | 400 | UNKNOWN_USER | user
            PUT    | /blocks/ME                      | {}                             | 400 | INVALID      | user
            PATCH  | /me/privacy                     | {"write": "my dog"}            | 400 | MALFORMED    |
            GET    | /friend-requests?direction=up   |                                | 400 | INVALID      | direction
            GET    | /friends?limit=0                |                                | 400 | INVALID      | limit
            GET    | /blocks?cursor=%21              |                                | 400 | INVALID      | cursor
            GET    | /search/users                   |                                | 400 | INVALID      | q
            GET    | /search/users?q=%20             |                                | 400 | INVALID      | q
            """)
    void whatIsWrongIsNamed(String method, String path, String body, int status, String code, String field) {
        Person ana = newcomer("Ana");
        String stranger = "0198a000-0000-7000-8000-000000000000";
        Answer answer = call(
                ana,
                method,
                path.replace("STRANGER", stranger).replace("ME", ana.user()),
                body == null
                        ? null
                        : body.replace("STRANGER", stranger)
                                .replace("ME", ana.user())
                                .replace("LONG", "x".repeat(201)));
        if (field == null) {
            assertProblem(answer, status, code);
        } else {
            assertProblem(answer, status, code, field);
        }
    }
}
