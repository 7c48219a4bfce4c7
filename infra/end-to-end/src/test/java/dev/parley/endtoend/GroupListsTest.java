package dev.parley.endtoend;

import static dev.parley.endtoend.Acquaintance.call;
import static dev.parley.endtoend.Acquaintance.items;
import static dev.parley.endtoend.Acquaintance.people;
import static dev.parley.endtoend.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.demo.client.Answer;
import dev.parley.demo.client.Person;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What admins see of who wants in, who may not, and by which links people come. */
class GroupListsTest extends Journey {

    private Person ana;
    private Person ben;
    private Person chen;
    private String path;

    @BeforeEach
    void meet() {
        ana = newcomer("Ana");
        ben = newcomer("Ben");
        chen = newcomer("Chen");
        path = "/conversations/" + group(ana, ben);
    }

    /** As the list is once it knows of that change. */
    private String list(String name, Answer change) {
        return path + "/" + name + "?minVersion="
                + change.orRefused().body().path("version").asLong();
    }

    @Test
    void whoWaitsIsListedUntilSomebodyDecides() {
        call(ana, "PATCH", path + "/settings", "{\"joinMode\": \"request\"}").orRefused();
        Answer asked = call(chen, "POST", path + "/join-requests", "{\"message\": \"I know Ben\"}");

        JsonNode waiting = items(ana, list("join-requests", asked)).getFirst();
        assertThat(waiting.path("user").asString()).isEqualTo(chen.user());
        assertThat(waiting.path("message").asString()).isEqualTo("I know Ben");
        assertRefused(403, "NOT_ALLOWED", () -> items(ben, path + "/join-requests"));
        Answer rejected = call(ana, "POST", path + "/join-requests/" + chen.user() + "/reject");
        assertThat(items(ana, list("join-requests", rejected))).isEmpty();
    }

    @Test
    void whoIsBannedIsListedUntilTheyAreNoMore() {
        Answer banned = call(ana, "PUT", path + "/bans/" + chen.user());
        assertThat(people(ana, list("bans", banned))).containsExactly(chen.user());
        assertThat(items(ana, path + "/bans").getFirst().path("by").asString()).isEqualTo(ana.user());
        assertRefused(403, "NOT_ALLOWED", () -> items(ben, path + "/bans"));
        Answer unbanned = call(ana, "DELETE", path + "/bans/" + chen.user());
        assertThat(people(ana, list("bans", unbanned))).isEmpty();
    }

    @Test
    void aLinkIsListedWithItsUsesAndWithoutItsSecret() {
        Answer made = call(ben, "POST", path + "/invitations", "{\"maxUses\": 2}");
        String token = made.orRefused().body().path("token").asString();
        Answer joined = call(chen, "POST", "/invitations/" + token + "/accept");

        List<JsonNode> links = items(ana, list("invitations", joined));
        assertThat(links).hasSize(1);
        JsonNode link = links.getFirst();
        assertThat(link.path("by").asString()).isEqualTo(ben.user());
        assertThat(link.path("uses").asInt() + " of " + link.path("maxUses").asInt())
                .isEqualTo("1 of 2");
        assertThat(link.toString()).doesNotContain(token);
        assertRefused(403, "NOT_ALLOWED", () -> items(ben, path + "/invitations"));
        Answer revoked = call(
                ana, "DELETE", path + "/invitations/" + link.path("invitation").asString());
        assertThat(items(ana, list("invitations", revoked))).isEmpty();
    }
}
