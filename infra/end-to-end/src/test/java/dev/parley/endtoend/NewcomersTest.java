package dev.parley.endtoend;

import static dev.parley.endtoend.Acquaintance.call;
import static dev.parley.endtoend.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.demo.client.Answers.Accepted;
import dev.parley.demo.client.Answers.Hit;
import dev.parley.demo.client.Eventually;
import dev.parley.demo.client.LiveConnection;
import dev.parley.demo.client.Person;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What people see of a group's past who come later: as the group wants it, and the same by every way of looking. */
class NewcomersTest extends Journey {

    private Person ana;
    private Person ben;
    private String group;
    private Accepted before;

    @BeforeEach
    void talkBeforeBenComes() {
        ana = newcomer("Ana");
        ben = newcomer("Ben");
        group = group(ana);
        before = say(ana, group, "wombat before");
    }

    @Test
    void theirTimeBeginsWhenTheyCome() {
        LiveConnection bens = online(ben);
        long added = ana.rest().add(group, ben.user()).version();
        Accepted after = say(ana, group, "wombat after");

        bens.awaitMessage(group, "wombat after");
        assertThat(versions(bens.events(group))).containsExactly(added, after.version());
        assertThat(texts(history(ben, group, after.version()))).containsExactly("wombat after");
        assertFound("wombat after");
        awaitUnread(ben, group, 1);
        assertThat(readers(before)).isEqualTo("0 of 0");
        assertThat(readers(after)).isEqualTo("0 of 1");
        assertRefused(404, "NOT_FOUND", () -> get(ben, "/messages/" + before.message()));
    }

    @Test
    void whereTheGroupWantsItTheyReadAllAndAreStillToldFromThenOn() {
        call(ana, "PATCH", "/conversations/" + group + "/settings", "{\"history\": \"all\"}")
                .orRefused();
        LiveConnection bens = online(ben);
        long added = ana.rest().add(group, ben.user()).version();
        // Who is in is in by the rule of their day.
        call(ana, "PATCH", "/conversations/" + group + "/settings", "{\"history\": \"from-joining\"}")
                .orRefused();
        Accepted after = say(ana, group, "wombat after");

        bens.awaitMessage(group, "wombat after");
        assertThat(versions(bens.events(group)).getFirst()).isEqualTo(added);
        assertThat(texts(history(ben, group, after.version()))).containsExactly("wombat before", "wombat after");
        assertFound("wombat before", "wombat after");
        awaitUnread(ben, group, 1);
        assertThat(readers(before)).isEqualTo("0 of 1");
        ben.rest().read(group, after.seq());
        Eventually.see("a reader", () -> readers(before), "1 of 1"::equals);
    }

    private void assertFound(String... texts) {
        assertThat(Eventually.see(
                        texts.length + " hits",
                        () -> ben.rest().search("wombat").items(),
                        hits -> hits.size() == texts.length))
                .extracting(Hit::unmarked)
                .containsExactlyInAnyOrder(texts);
    }

    private String readers(Accepted message) {
        JsonNode readers = get(ana, "/messages/" + message.message() + "/readers");
        return readers.path("read").asInt() + " of " + readers.path("of").asInt();
    }

    private JsonNode get(Person person, String path) {
        return person.rest()
                .call("GET", "/conversations/" + group + path, Map.of(), null)
                .orRefused()
                .body();
    }
}
