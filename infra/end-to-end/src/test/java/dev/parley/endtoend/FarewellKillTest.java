package dev.parley.endtoend;

import static dev.parley.endtoend.Acquaintance.await;
import static dev.parley.endtoend.Acquaintance.befriend;
import static dev.parley.endtoend.Acquaintance.call;
import static dev.parley.endtoend.Acquaintance.items;
import static dev.parley.endtoend.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.demo.client.Eventually;
import dev.parley.demo.client.LiveConnection;
import dev.parley.demo.client.Person;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Whoever is erased leaves everywhere, once, also when everything is killed while they do. */
class FarewellKillTest {

    private static final int GROUPS = 100;
    private static final Duration WHILE = Duration.ofSeconds(60);

    @Test
    void afterKillingEverythingInTheMiddleEachFarewellIsSaidOnce() {
        Path data = RunningProduct.newDataDirectory();
        Person ben;
        String direct;
        try (Product product = Product.start(data)) {
            Person ana = Person.newcomer(product.door(), "Ana");
            ben = Person.newcomer(product.door(), "Ben");
            befriend(ana, ben);
            direct = ana.rest().direct(ben.user()).conversation();
            for (int number = 0; number < GROUPS; number++) {
                Journey.group(ana, ben);
            }
            try (LiveConnection line = ben.online()) {
                call(ana, "DELETE", "/me", "{\"password\": \"" + ana.password() + "\"}")
                        .orRefused();
                line.await("a first farewell", frame -> frame.text("event").equals("MemberLeft"), WHILE);
                product.killTree();
            }
        }

        try (Product product = Product.start(data)) {
            Person back = ben.at(product.door());
            List<JsonNode> all = Eventually.see(
                    "all farewells", () -> everyConversation(back), FarewellKillTest::onlyBenIsLeft, WHILE);
            assertThat(all).hasSize(GROUPS + 1);
            // Made, handed over, left; of the two, only left. Had anything happened twice, it would be more.
            assertThat(all)
                    .allSatisfy(each ->
                            assertThat(each.path("version").asInt()).isEqualTo(id(each).equals(direct) ? 1 : 2));
            await(back, "/friends");
            assertRefused(410, "GONE", () -> Journey.say(back, direct, "Are you there?"));
            all.stream()
                    .map(FarewellKillTest::id)
                    .filter(each -> !each.equals(direct))
                    .limit(3)
                    .forEach(each -> Journey.say(back, each, "Mine now"));
        }
    }

    private static boolean onlyBenIsLeft(List<JsonNode> all) {
        return all.stream().allMatch(each -> each.path("memberCount").asInt() == 1);
    }

    private static String id(JsonNode conversation) {
        return conversation.path("conversation").asString();
    }

    private static List<JsonNode> everyConversation(Person person) {
        JsonNode first =
                call(person, "GET", "/conversations?limit=100").orRefused().body();
        List<JsonNode> all = new ArrayList<>();
        first.path("items").forEach(all::add);
        all.addAll(items(
                person, "/conversations?limit=100&cursor=" + first.path("next").asString()));
        return all;
    }
}
