package dev.parley.endtoend;

import static dev.parley.endtoend.Refusals.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.demo.client.Answer;
import dev.parley.demo.client.Answers.Accepted;
import dev.parley.demo.client.Person;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BadRestInputTest extends Journey {

    private static final String NOBODY = "0198a000-0000-7000-8000-000000000000";

    private Person ana;
    private Person ben;
    private String group;

    @BeforeEach
    void meet() {
        ana = newcomer("Ana");
        ben = newcomer("Ben");
        group = group(ana, ben);
    }

    @AfterEach
    void theProductIsStillThere() {
        assertThat(say(ana, group, "and now something sensible").seq()).isPositive();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET    | /conversations/{c}             |",
                "GET    | /conversations/{c}/messages    |",
                "POST   | /conversations/{c}/messages    | {\"content\": {\"type\": \"text\", \"text\": \"Hello?\"}}",
                "PUT    | /conversations/{c}/read        | {\"seq\": 1}",
                "POST   | /conversations/{c}/members     | {\"users\": [\"{u}\"]}",
                "DELETE | /conversations/{c}/members/{u} |",
                "DELETE | /conversations/{c}/members/me  |"
            })
    void anUnknownConversationAndOneOfOthersLookTheSame(String method, String path, String body) {
        Person stranger = newcomer("Stranger");
        Answer ofOthers = stranger.rest().call(method, fill(path, group), Map.of(), fill(body, group));
        Answer unknown = stranger.rest().call(method, fill(path, NOBODY), Map.of(), fill(body, NOBODY));

        assertProblem(ofOthers, 404, "NOT_FOUND");
        assertProblem(unknown, 404, "NOT_FOUND");
        assertThat(ofOthers.body().path("detail")).isEqualTo(unknown.body().path("detail"));
    }

    private String fill(String template, String conversation) {
        return template == null ? null : template.replace("{c}", conversation).replace("{u}", ben.user());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\\n\\t"})
    void aTextWithoutAVisibleCharacterIsRefused(String text) {
        assertProblem(sendText(text), 400, "INVALID", "content.text");
    }

    @Test
    void aTextOfMoreThanTwentyThousandCharactersIsRefusedWithTheLimit() {
        assertThat(sendText("字".repeat(20_000)).status()).isEqualTo(201);

        Answer tooLong = sendText("a".repeat(20_001));
        assertProblem(tooLong, 400, "INVALID", "content.text");
        assertThat(tooLong.body().path("detail").asString("")).contains("20000").contains("20001");
    }

    @Test
    void aBodyOfAMebibyteIsRefused() {
        assertProblem(sendText("a".repeat(1 << 20)), 413, "TOO_LARGE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "nonsense", "{\"content\": }", "[]", "\"text\"", ""})
    void whatIsNoJsonOfThatShapeIsMalformed(String body) {
        assertProblem(send(body), 400, "MALFORMED");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"content\": {\"type\": \"text\", \"text\": 7}}                       | content.text",
                "{\"content\": {\"type\": \"text\", \"text\": [\"a\"]}}                 | content.text",
                "{\"content\": \"text\"}                                                | content",
                "{\"content\": {\"type\": \"text\", \"text\": \"a\"}, \"mentions\": 1}  | mentions",
                "{\"content\": {\"type\": \"text\", \"text\": \"a\"}, \"expiresInSeconds\": 1.5}  | expiresInSeconds"
            })
    void aWrongTypeIsMalformedAndTheFieldIsNamed(String body, String field) {
        assertProblem(send(body), 400, "MALFORMED", field);
    }

    @Test
    void aMissingFieldIsNamed() {
        assertProblem(send("{}"), 400, "INVALID", "content");
        assertProblem(send("{\"content\": {\"type\": \"text\"}}"), 400, "INVALID", "content.text");
        assertProblem(create("{\"members\": [\"" + ben.user() + "\"]}"), 400, "INVALID", "type");
        assertProblem(createGroup("\"" + ben.user() + "\"", ""), 400, "INVALID", "name");
    }

    /** A number that the views cannot write must not keep anybody's messages from being shown. */
    @ParameterizedTest
    @ValueSource(strings = {"123456789012345678901234567890", "1e999999", "-1e999999"})
    void numbersThatFewProgramsKnowAreRefused(String number) {
        assertProblem(
                send("{\"content\": {\"type\": \"text\", \"text\": \"a\"}, \"extensions\": {\"n\": " + number + "}}"),
                400,
                "INVALID",
                "extensions");
        Accepted said = say(ana, group, "still here");
        assertThat(texts(history(ben, group, said.version()))).contains("still here");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%00", "%2F", ".."})
    void anAddressThatHoldsWhatHasNoPlaceInOneIsMalformed(String emoji) {
        assertProblem(
                ana.rest()
                        .call(
                                "PUT",
                                "/conversations/" + group + "/messages/" + group + ".1/reactions/" + emoji,
                                Map.of(),
                                null),
                400,
                "MALFORMED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"+1", "01", "１"})
    void aMessageHasOneId(String seq) {
        say(ana, group, "hello");
        assertProblem(
                ana.rest()
                        .call(
                                "DELETE",
                                "/conversations/" + group + "/messages/" + group + "."
                                        + URLEncoder.encode(seq, StandardCharsets.UTF_8),
                                Map.of(),
                                null),
                404,
                "NOT_FOUND");
    }

    @Test
    void anUnknownTypeOfContentIsRefused() {
        Answer answer = send("{\"content\": {\"type\": \"telepathy\", \"text\": \"a\"}}");
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.body().path("field").asString("")).startsWith("content");
    }

    @Test
    void moreThanFiveHundredMembersInACallAreRefusedWithTheLimit() {
        String members = Stream.generate(UUID::randomUUID)
                .limit(501)
                .map(id -> "\"" + id + "\"")
                .collect(Collectors.joining(", "));
        Answer answer = createGroup(members, "Everybody");
        assertProblem(answer, 400, "INVALID", "members");
        assertThat(answer.body().path("detail").asString("")).contains("500").contains("501");
    }

    @Test
    void aMemberNamedTwiceIsRefused() {
        String twice = "\"" + ben.user() + "\", \"" + ben.user() + "\"";
        assertProblem(createGroup(twice, "Twice"), 400, "INVALID", "members");
        assertProblem(addMembers(twice), 400, "INVALID", "users");
    }

    @Test
    void aMemberWhoDoesNotExistIsRefused() {
        assertProblem(createGroup("\"" + NOBODY + "\"", "Ghosts"), 400, "UNKNOWN_USER", "members");
        assertProblem(addMembers("\"" + NOBODY + "\""), 400, "UNKNOWN_USER", "users");
        assertProblem(createGroup("\"not-an-id\"", "Ghosts"), 400, "INVALID");
    }

    @Test
    void aDirectConversationNamesOnePerson() {
        Person chen = newcomer("Chen");
        assertProblem(createDirect(ben.user() + "\", \"" + chen.user()), 400, "INVALID", "members");
        assertProblem(create("{\"type\": \"direct\", \"members\": []}"), 400, "INVALID", "members");
    }

    @Test
    void whatIsNoIdIsUnknownLikeAnyOther() {
        assertProblem(ana.rest().call("GET", "/conversations/elsewhere", Map.of(), null), 404, "NOT_FOUND");
        assertProblem(ana.rest().call("GET", "/conversations/elsewhere/messages", Map.of(), null), 404, "NOT_FOUND");
        assertProblem(
                ana.rest()
                        .call(
                                "POST",
                                "/conversations/elsewhere/messages",
                                Map.of(),
                                "{\"content\": {\"type\": \"text\", \"text\": \"a\"}}"),
                404,
                "NOT_FOUND");
    }

    @Test
    void anIdempotencyKeyHasAtMostSixtyFourCharacters() {
        Answer answer = ana.rest()
                .call(
                        "POST",
                        "/conversations/" + group + "/messages",
                        Map.of("Idempotency-Key", "k".repeat(65)),
                        "{\"content\": {\"type\": \"text\", \"text\": \"a\"}}");
        assertProblem(answer, 400, "INVALID");
        assertThat(answer.body().path("detail").asString("")).contains("64");
    }

    @Test
    void otherPathsMethodsAndMediaTypesAreToldApart() {
        assertProblem(ana.rest().call("GET", "/nowhere", Map.of(), null), 404, "NOT_FOUND");
        assertProblem(ana.rest().call("DELETE", "/conversations", Map.of(), null), 405, "METHOD_NOT_ALLOWED");
        assertProblem(
                ana.rest().call("POST", "/conversations", Map.of("Content-Type", "text/plain"), "Hello"),
                415,
                "UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void aVersionThatHasNotHappenedIsWaitedForAndThenToldAsBehind() {
        Answer answer = ana.rest().call("GET", "/conversations/" + group + "/messages?minVersion=1000", Map.of(), null);
        assertProblem(answer, 503, "VIEW_BEHIND");
        assertThat(answer.header("Retry-After")).isNotEmpty();
    }

    private Answer sendText(String text) {
        return send("{\"content\": {\"type\": \"text\", \"text\": \"" + text + "\"}}");
    }

    private Answer send(String body) {
        return ana.rest().call("POST", "/conversations/" + group + "/messages", Map.of(), body);
    }

    private Answer create(String body) {
        return ana.rest().call("POST", "/conversations", Map.of(), body);
    }

    private Answer createGroup(String members, String name) {
        return create("{\"type\": \"group\", \"name\": \"" + name + "\", \"members\": [" + members + "]}");
    }

    private Answer createDirect(String members) {
        return create("{\"type\": \"direct\", \"members\": [\"" + members + "\"]}");
    }

    private Answer addMembers(String users) {
        return ana.rest()
                .call("POST", "/conversations/" + group + "/members", Map.of(), "{\"users\": [" + users + "]}");
    }
}
