package dev.parley.endtoend;

import static dev.parley.endtoend.Refusals.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.demo.client.Answer;
import dev.parley.demo.client.Answers.Accepted;
import dev.parley.demo.client.Eventually;
import dev.parley.demo.client.Frame;
import dev.parley.demo.client.LiveConnection;
import dev.parley.demo.client.Person;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What people see of a message after something has happened to it. */
class AfterwardsTest extends Journey {

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
    void anEditIsShownEverywhereAndTheFirstWordsAreKept() {
        Accepted said = say(ana, group, "See you at noon");
        long version = changed(
                ana,
                "PATCH",
                "/messages/" + said.message(),
                "{\"content\":{\"type\":\"text\",\"text\":\"See you at five\"}}");

        JsonNode message = read(ben, "/messages/" + said.message() + "?minVersion=" + version);
        assertThat(message.at("/content/text").asString()).isEqualTo("See you at five");
        assertThat(message.path("edition").asInt()).isEqualTo(2);
        JsonNode versions =
                read(ben, "/messages/" + said.message() + "/versions").path("items");
        assertThat(versions).hasSize(2);
        assertThat(versions.at("/1/content/text").asString()).isEqualTo("See you at noon");
        assertThat(read(ben, "?minVersion=" + version)
                        .at("/lastMessage/preview")
                        .asString())
                .isEqualTo("See you at five");
        Eventually.see(
                "the new words are found", () -> ben.rest().search("five").items(), found -> found.size() == 1);
        assertThat(ben.rest().search("noon").items()).isEmpty();
    }

    @Test
    void whatIsRecalledIsGoneFromEverywhere() {
        Accepted slip = say(ana, group, "pumpernickel");
        Accepted answer = say(ben, group, "what?");
        Accepted reply = replied(ben, slip.message(), "really?");
        Eventually.see("it is found", () -> ben.rest().search("pumpernickel").items(), found -> found.size() == 1);
        long version = changed(ana, "DELETE", "/messages/" + slip.message(), null);

        JsonNode tombstone = read(ben, "/messages/" + slip.message() + "?minVersion=" + version);
        assertThat(tombstone.path("recalled").asBoolean()).isTrue();
        assertThat(tombstone.has("content")).isFalse();
        JsonNode quote = read(ana, "/messages/" + reply.message()).path("quote");
        assertThat(quote.path("recalled").asBoolean()).isTrue();
        assertThat(quote.has("preview")).isFalse();
        assertProblem(call(ben, "GET", "/messages/" + slip.message() + "/versions", null), 410, "GONE");
        Eventually.see(
                "it is not found", () -> ben.rest().search("pumpernickel").items(), found -> found.isEmpty());

        LiveConnection late = connected(ben);
        late.resume(Map.of());
        Frame first = late.awaitEvent(group, "MessageSent");
        assertThat(first.json().at("/data/seq").asLong()).isEqualTo(slip.seq());
        assertThat(first.json().path("data").has("content")).isFalse();
        assertThat(answer.seq()).isEqualTo(2);
    }

    @Test
    void whatIsRecalledIsNotUnread() {
        sayNumbers(ana, group, 1, 5);
        awaitUnread(ben, group, 5);
        changed(ana, "DELETE", "/messages/" + group + ".2", null);
        awaitUnread(ben, group, 4);
        ben.rest().read(group, 2);
        awaitUnread(ben, group, 3);
        changed(ana, "DELETE", "/messages/" + group + ".5", null);
        awaitUnread(ben, group, 2);
    }

    @Test
    void whoIsMentionedSeesWhereFirst() {
        say(ana, group, "nothing for you");
        Answer mention = call(
                ana,
                "POST",
                "/messages",
                "{\"content\":{\"type\":\"text\",\"text\":\"look\"},\"mentions\":[\"" + ben.user() + "\"]}");
        long version = mention.body().path("version").asLong();

        JsonNode conversation = read(ben, "?minVersion=" + version);
        assertThat(conversation.path("mentioned").asBoolean()).isTrue();
        assertThat(conversation.path("firstMention").asLong()).isEqualTo(2);
        version = changed(ana, "DELETE", "/messages/" + group + ".2", null);
        assertThat(read(ben, "?minVersion=" + version).path("mentioned").asBoolean())
                .isFalse();
    }

    @Test
    void reactionsAndPinsAreShown() {
        Accepted said = say(ana, group, "good news");
        changed(ben, "PUT", "/messages/" + said.message() + "/reactions/%F0%9F%91%8D", null);
        long version = changed(ana, "PUT", "/pins/" + said.message(), null);

        JsonNode reaction = read(ben, "/messages/" + said.message() + "?minVersion=" + version)
                .at("/reactions/0");
        assertThat(reaction.path("emoji").asString()).isEqualTo("👍");
        assertThat(reaction.path("count").asInt()).isEqualTo(1);
        assertThat(reaction.path("mine").asBoolean()).isTrue();
        JsonNode pin = read(ben, "/pins").at("/items/0");
        assertThat(pin.at("/message/content/text").asString()).isEqualTo("good news");
        assertThat(pin.path("by").asString()).isEqualTo(ana.user());
    }

    @Test
    void whoHasReadItIsKnown() {
        Accepted said = say(ana, group, "read this");
        awaitUnread(ben, group, 1);
        assertThat(read(ana, "/messages/" + said.message() + "/readers")
                        .path("read")
                        .asInt())
                .isZero();
        ben.rest().read(group, said.seq());
        JsonNode readers = Eventually.see(
                "one reader",
                () -> read(ana, "/messages/" + said.message() + "/readers"),
                seen -> seen.path("read").asInt() == 1);
        assertThat(readers.path("of").asInt()).isEqualTo(1);
        assertThat(readers.at("/items/0").asString()).isEqualTo(ben.user());
    }

    private Accepted replied(Person person, String to, String text) {
        Answer answer = call(
                person,
                "POST",
                "/messages",
                "{\"content\":{\"type\":\"text\",\"text\":\"" + text + "\"},\"replyTo\":\"" + to + "\"}");
        JsonNode body = answer.orRefused().body();
        return new Accepted(
                body.path("message").asString(),
                body.path("seq").asLong(),
                body.path("version").asLong(),
                Instant.parse(body.path("at").asString()));
    }

    private long changed(Person person, String method, String path, @Nullable String body) {
        return call(person, method, path, body)
                .orRefused()
                .body()
                .path("version")
                .asLong();
    }

    private JsonNode read(Person person, String path) {
        return call(person, "GET", path, null).orRefused().body();
    }

    private Answer call(Person person, String method, String path, @Nullable String body) {
        return person.rest().call(method, "/conversations/" + group + path, Map.of(), body);
    }
}
