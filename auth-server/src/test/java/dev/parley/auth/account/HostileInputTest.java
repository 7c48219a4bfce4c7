package dev.parley.auth.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.auth.Answer;
import dev.parley.auth.AuthServer;
import dev.parley.auth.CommandSide;
import dev.parley.auth.Front;
import dev.parley.auth.House;
import dev.parley.auth.IdentityStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Whatever comes in whichever field of whichever call: an answer with a code, never a failure of ours, and nothing kept. */
class HostileInputTest {

    private static final JsonMapper JSON = new JsonMapper();

    /** A call and a body of it that is fine but for one field. */
    private record Call(String method, String path, Map<String, Object> body) {}

    private static final List<Call> CALLS = List.of(
            new Call(
                    "POST",
                    "/api/v1/accounts",
                    Map.of("username", "x", "email", "y", "password", Front.PASSWORD, "displayName", "z")),
            new Call("POST", "/api/v1/sessions", Map.of("username", "x", "password", "y", "device", "z")),
            new Call("POST", "/api/v1/password-resets", Map.of("email", "x", "username", "y")),
            new Call("POST", "/api/v1/password-resets", Map.of("email", "x")),
            new Call("PUT", "/api/v1/password-resets/made-up", Map.of("password", "x")),
            new Call("PUT", "/api/v1/me/password", Map.of("current", "x", "new", "y")),
            new Call("PUT", "/api/v1/me/email", Map.of("email", "x", "password", "y")),
            new Call("DELETE", "/api/v1/me", Map.of("password", "x")),
            new Call(
                    "PATCH",
                    "/api/v1/me",
                    Map.of("displayName", "", "avatar", "<", "status", "", "locale", "?", "attributes", "x")));

    @Test
    void everyCallTakesEverythingWithoutAFailureAndKeepsNothing(@TempDir Path folder) {
        CommandSide commandSide = new CommandSide();
        try (AuthServer server = new House(folder, commandSide).open()) {
            Front front = new Front(server);
            front.register("victim").expect(201);
            Answer session = front.signIn("victim").expect(200);
            String before = accounts(folder);
            int told = commandSide.received().size();

            for (Call call : CALLS) {
                for (String field : call.body().keySet()) {
                    for (Object hostile : hostile()) {
                        Map<String, Object> body = new LinkedHashMap<>(call.body());
                        body.put(field, hostile);
                        Answer answer = front.as(session, call.method(), call.path(), JSON.writeValueAsString(body));
                        assertThat(answer.status())
                                .as(
                                        "%s %s %s %s",
                                        call,
                                        field,
                                        shortened(hostile),
                                        answer.http().body())
                                .isBetween(202, 499);
                        if (answer.status() != 202) {
                            assertThat(answer.status()).isGreaterThanOrEqualTo(400);
                            assertThat(answer.text("code")).isNotEmpty();
                        }
                    }
                }
            }

            assertThat(accounts(folder)).isEqualTo(before);
            assertThat(commandSide.received()).hasSize(told);
            front.signIn("victim").expect(200);
        }
    }

    private static List<Object> hostile() {
        List<Object> all = new ArrayList<>(List.of(
                "' or 1=1; drop table account; --",
                "<script>alert(1)</script>",
                "a\u202Eb\u2066",
                "\u200B\u200B\u200B",
                "\u0000",
                "a\r\nBcc: everybody@example.org",
                "x".repeat(20_000),
                "x".repeat(1_000_000),
                "ﷺ".repeat(3_000),
                List.of("a", List.of()),
                Map.of("$gt", ""),
                12,
                true,
                -0.5));
        all.add(null);
        Random random = new Random(7);
        for (int i = 0; i < 10; i++) {
            StringBuilder text = new StringBuilder("\u0007"); // never a name, whatever follows
            random.ints(1 + random.nextInt(40), 0, Character.MAX_CODE_POINT + 1)
                    .filter(letter -> letter < Character.MIN_SURROGATE || letter > Character.MAX_SURROGATE)
                    .forEach(text::appendCodePoint);
            all.add(text.toString());
        }
        return all;
    }

    private static String accounts(Path folder) {
        return JdbcClient.create(IdentityStore.open(folder))
                .sql(
                        "select username, email, display_name, status_text, avatar, attributes, locale, wanted_email, state from account")
                .query()
                .listOfRows()
                .toString();
    }

    private static String shortened(Object value) {
        String text = String.valueOf(value);
        return text.substring(0, Math.min(60, text.length()));
    }
}
