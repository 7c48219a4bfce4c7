package dev.parley.endtoend;

import static dev.parley.endtoend.Refusals.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.demo.client.Answer;
import dev.parley.demo.client.Person;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Messages that are passed on. */
class ForwardTest extends Journey {

    private Person ana;
    private Person ben;
    private Person chen;
    private String from;
    private String to;

    @BeforeEach
    void meet() {
        ana = newcomer("Ana");
        ben = newcomer("Ben");
        chen = newcomer("Chen");
        from = group(ana, ben);
        to = group(ben, chen);
        sayNumbers(ana, from, 1, 3);
        awaitUnread(ben, from, 3);
    }

    @Test
    void whatIsPassedOnNamesWhoSaidItAndComesOnceHoweverOftenItIsSent() {
        String body = "{\"messages\":[\"%1$s.1\",\"%1$s.3\"],\"to\":[\"%2$s\"]}".formatted(from, to);
        JsonNode first = forward(ben, body, "key").orRefused().body();
        JsonNode again = forward(ben, body, "key").orRefused().body();
        assertThat(again).isEqualTo(first);
        long version = first.at("/results/0/messages/1/version").asLong();

        assertThat(texts(history(chen, to, version))).containsExactly("1", "3");
        JsonNode message = chen.rest()
                .call("GET", "/conversations/" + to + "/messages/" + to + ".1", Map.of(), null)
                .orRefused()
                .body();
        assertThat(message.at("/forwarded/sender").asString()).isEqualTo(ana.user());
        assertThat(message.path("sender").asString()).isEqualTo(ben.user());
    }

    @Test
    void mergedTheyAreOneMessageThatIsFound() {
        String body =
                "{\"messages\":[\"%1$s.1\",\"%1$s.2\"],\"to\":[\"%2$s\"],\"merged\":true,\"title\":\"What Ana said\"}"
                        .formatted(from, to);
        long version = forward(ben, body, "merged")
                .orRefused()
                .body()
                .at("/results/0/messages/0/version")
                .asLong();
        JsonNode message = chen.rest()
                .call("GET", "/conversations/" + to + "/messages/" + to + ".1?minVersion=" + version, Map.of(), null)
                .orRefused()
                .body();
        assertThat(message.at("/content/type").asString()).isEqualTo("merged");
        assertThat(message.at("/content/items/1/content/text").asString()).isEqualTo("2");
    }

    @Test
    void nobodyPassesOnWhatTheyCannotReadNorIntoWhereTheyAreNot() {
        String stolen = "{\"messages\":[\"%s.1\"],\"to\":[\"%s\"]}".formatted(from, to);
        assertProblem(forward(chen, stolen, "stolen"), 404, "NOT_FOUND");
        JsonNode result = forward(ana, stolen, "intruding").orRefused().body().at("/results/0");
        assertThat(result.path("code").asString()).isEqualTo("NOT_FOUND");
        assertThat(result.path("messages")).isEmpty();
    }

    @Test
    void whatWasRecalledIsNotPassedOn() {
        long version = ana.rest()
                .call("DELETE", "/conversations/" + from + "/messages/" + from + ".2", Map.of(), null)
                .orRefused()
                .body()
                .path("version")
                .asLong();
        history(ben, from, version);
        assertProblem(
                forward(ben, "{\"messages\":[\"%s.2\"],\"to\":[\"%s\"]}".formatted(from, to), "gone"), 410, "GONE");
    }

    private static Answer forward(Person person, String body, String key) {
        return person.rest().call("POST", "/forwards", Map.of("Idempotency-Key", key), body);
    }
}
