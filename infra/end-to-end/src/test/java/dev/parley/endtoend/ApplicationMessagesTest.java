package dev.parley.endtoend;

import static dev.parley.endtoend.Refusals.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.demo.client.Answer;
import dev.parley.demo.client.Answers.Conversation;
import dev.parley.demo.client.Eventually;
import dev.parley.demo.client.ParleyClient;
import dev.parley.demo.client.Person;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Applications say something to people and in conversations, as far as they are wanted there. */
class ApplicationMessagesTest extends Journey {

    private static final String ALL = "\"messages:send\", \"messages:read\", \"conversations:read\"";

    private ThirdParty shop(Person owner) {
        return ThirdParty.of(owner, door(), "A shop", ALL);
    }

    private static String to(Person person) {
        return "{\"user\": \"%s\"}".formatted(person.user());
    }

    private static String key() {
        return Person.random();
    }

    private static List<Conversation> listOf(Person person) {
        return person.rest().conversations().items();
    }

    @Test
    void anApplicationWritesToAPersonWhoAnswersAndIsRead() {
        Person ana = newcomer("Ana");
        ThirdParty shop = shop(ana);
        Answer sent = shop.say(key(), to(ana), "Your parcel is here").orRefused();
        assertThat(sent.status()).isEqualTo(201);

        Conversation direct = Eventually.see("the conversation", () -> listOf(ana), list -> list.size() == 1)
                .getFirst();
        String conversation = direct.conversation();
        assertThat(direct.unread()).isEqualTo(1);
        assertThat(Eventually.see(
                        "the shop's name",
                        () -> ana.rest()
                                .call("GET", "/users/" + shop.id(), Map.of(), null)
                                .body()
                                .path("displayName")
                                .asString(""),
                        name -> !name.isEmpty()))
                .isEqualTo("A shop");

        say(ana, conversation, "Thanks");
        assertThat(Eventually.see(
                        "both messages",
                        () -> texts(
                                shop.rest().history(conversation, "after", "0").items()),
                        texts -> texts.size() == 2))
                .containsExactly("Your parcel is here", "Thanks");
        assertThat(shop.rest().conversations().items())
                .extracting(Conversation::conversation)
                .containsExactly(conversation);
    }

    @Test
    void itReadsWhatItIsAMemberOfAndNothingElse() {
        Person ana = newcomer("Ana");
        ThirdParty shop = shop(ana);
        String group = group(ana);
        assertProblem(shop.say(key(), "{\"conversation\": \"%s\"}".formatted(group), "Hello"), 404, "NOT_FOUND");
        shop.say(key(), to(ana), "I am a shop").orRefused();
        ana.rest().add(group, shop.id());
        shop.say(key(), "{\"conversation\": \"%s\"}".formatted(group), "Hello").orRefused();
        say(ana, group, "Hello yourself");
        Eventually.see(
                "the group's messages",
                () -> texts(shop.rest().history(group, "after", "0").items()),
                texts -> texts.equals(List.of("Hello", "Hello yourself")));
        ana.rest().kick(group, shop.id());
        assertProblem(shop.say(key(), "{\"conversation\": \"%s\"}".formatted(group), "?"), 403, "NOT_A_MEMBER");
    }

    @Test
    void whoBlocksItIsNotReached() {
        Person ana = newcomer("Ana");
        ThirdParty shop = shop(ana);
        shop.say(key(), to(ana), "Buy!").orRefused();
        ana.rest().call("PUT", "/blocks/" + shop.id(), Map.of(), "{}").orRefused();
        Eventually.see(
                "the block",
                () -> shop.say(key(), to(ana), "Buy more!").body().path("code").asString(""),
                "NOT_WANTED"::equals);
        Person ben = newcomer("Ben");
        ben.rest()
                .call("PATCH", "/me/privacy", Map.of(), "{\"write\": \"friends\"}")
                .orRefused();
        assertProblem(shop.say(key(), to(ben), "Buy!"), 403, "NOT_WANTED");
    }

    @Test
    void aThousandReceiversAreEachToldByThemselvesAndOnceHoweverOftenItIsSent() {
        Person ana = newcomer("Ana");
        Person ben = newcomer("Ben");
        ThirdParty shop = shop(ana);
        String strangers = IntStream.range(0, 998)
                .mapToObj(number -> "{\"user\": \"%s\"}".formatted(UUID.randomUUID()))
                .collect(Collectors.joining(","));
        String everybody = "[" + to(ana) + "," + strangers + "," + to(ben) + "]";
        String key = key();
        JsonNode items = shop.say(key, everybody, "News").orRefused().body().path("items");
        assertThat(items.size()).isEqualTo(1_000);
        assertThat(items.get(0).path("message").asString("")).isNotEmpty();
        assertThat(items.get(500).path("code").asString("")).isEqualTo("UNKNOWN_USER");
        assertThat(items.get(500).path("to").path("user").asString("")).isNotEmpty();

        JsonNode again = Eventually.see(
                        "room for as many again, which takes a while, or a smaller repetition",
                        () -> shop.say(key, "[" + to(ben) + "," + to(ana) + "]", "News"),
                        answer -> answer.status() == 200)
                .body()
                .path("items");
        assertThat(again.get(1).path("message")).isEqualTo(items.get(0).path("message"));
        assertThat(again.get(0).path("message")).isEqualTo(items.get(999).path("message"));
        Conversation only = Eventually.see("the news", () -> listOf(ben), list -> list.size() == 1)
                .getFirst();
        assertThat(only.seq()).isEqualTo(1);
    }

    @Test
    void whatItMayNotSayAtOnceItSaysLater() {
        Person ana = newcomer("Ana");
        ThirdParty shop = shop(ana);
        String strangers = IntStream.range(0, 1_000)
                .mapToObj(number -> "{\"user\": \"%s\"}".formatted(UUID.randomUUID()))
                .collect(Collectors.joining(","));
        shop.say(key(), "[" + strangers + "]", "News").orRefused();
        Answer tooMany = shop.say(key(), "[" + strangers + "]", "News");
        assertProblem(tooMany, 429, "RETRY_LATER");
        assertThat(Long.parseLong(tooMany.header("Retry-After").getFirst())).isBetween(1L, 20L);
    }

    @Test
    void forAPersonItWritesWithTheirTokenAsLongAsTheyAgree() {
        Person ana = newcomer("Ana");
        Person ben = newcomer("Ben");
        LetIn weather = LetIn.by(ana, door().address());
        ParleyClient forAna = ParleyClient.of(door()).withToken(weather.token());
        String body = """
                {"to": %s, "content": {"type": "text", "text": "Rain"}, "onBehalfOf": "%s"}""";
        assertThat(forAna.call("POST", "/messages", Map.of(), body.formatted(to(ben), ana.user()))
                        .orRefused()
                        .status())
                .isEqualTo(201);
        assertProblem(
                forAna.call("POST", "/messages", Map.of(), body.formatted(to(ana), ben.user())), 403, "FORBIDDEN");
        assertProblem(shop(ana).send(key(), body.formatted(to(ben), ana.user())), 403, "FORBIDDEN");

        ana.rest()
                .call("DELETE", "/me/consents/" + weather.application(), Map.of(), null)
                .orRefused();
        Eventually.see(
                "the end of the consent",
                () -> forAna.call("POST", "/messages", Map.of(), body.formatted(to(ben), ana.user()))
                        .status(),
                status -> status == 401);
    }

    @Test
    void whatIsWrongIsNamed() {
        Person ana = newcomer("Ana");
        ThirdParty shop = shop(ana);
        assertProblem(shop.say(key(), "[]", "x"), 400, "INVALID", "to");
        assertProblem(shop.say(key(), "{}", "x"), 400, "INVALID", "to");
        assertProblem(shop.say(key(), "[" + to(ana) + "," + to(ana) + "]", "x"), 400, "INVALID", "to.1");
        assertProblem(
                shop.say(key(), "{\"user\": \"%1$s\", \"conversation\": \"%1$s\"}".formatted(ana.user()), "x"),
                400,
                "INVALID",
                "to");
        assertProblem(shop.say(key(), "{\"user\": \"ana\"}", "x"), 400, "INVALID");
        assertProblem(
                shop.say(key(), "{\"user\": \"%s\"}".formatted(UUID.randomUUID()), "x"), 400, "UNKNOWN_USER", "to");
        assertProblem(shop.send(key(), "{\"to\": %s}".formatted(to(ana))), 400, "INVALID", "content");
        String tooMany = IntStream.range(0, 1_001)
                .mapToObj(number -> "{\"user\": \"%s\"}".formatted(UUID.randomUUID()))
                .collect(Collectors.joining(","));
        assertProblem(shop.say(key(), "[" + tooMany + "]", "x"), 400, "INVALID", "to");
        ThirdParty reader = ThirdParty.of(ana, door(), "A reader", "\"messages:read\"");
        assertProblem(reader.say(key(), to(ana), "x"), 403, "FORBIDDEN");
    }
}
