package dev.parley.endtoend;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.demo.client.Answer;
import dev.parley.demo.client.Eventually;
import dev.parley.demo.client.Frame;
import dev.parley.demo.client.LiveConnection;
import dev.parley.demo.client.ParleyClient;
import dev.parley.demo.client.Person;
import dev.parley.endtoend.PermissionTable.Row;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Walks the table of permissions: each call, by each kind of caller, and what it says comes true. */
class PermissionTableTest {

    private static final Pattern LINK = Pattern.compile("Make yourself the administrator: \\S+/id/welcome#(\\S+)");
    private static final String ALLOWED = "allowed";

    /** These end the session that they are called in. */
    private static final List<String> ENDING = List.of("DELETE /api/v1/sessions/current");

    private static final List<String> SCOPES = List.of(
            "openid",
            "profile",
            "email",
            "chat",
            "messages:send",
            "messages:read",
            "conversations:read",
            "events:read",
            "events:replay",
            "users:read",
            "admin");

    /** What a call needs so that it is not refused for its shape; the ids lead nowhere. */
    private static final Map<String, String> BODIES = Map.ofEntries(
            entry("POST /api/v1/conversations", """
                    {"type": "group", "name": "A group", "members": []}"""),
            entry("POST /api/v1/conversations/{conversation}/members", """
                    {"users": ["%s"]}""".formatted(UUID.randomUUID())),
            entry("PUT /api/v1/conversations/{conversation}/announcement", """
                    {"text": "Closed on Monday"}"""),
            entry("PUT /api/v1/conversations/{conversation}/owner", """
                    {"user": "%s"}""".formatted(UUID.randomUUID())),
            entry("POST /api/v1/conversations/{conversation}/messages", """
                    {"content": {"type": "text", "text": "Hello"}}"""),
            entry("POST /api/v1/messages", """
                    {"to": {"user": "%s"}, "content": {"type": "text", "text": "Hello"}}""".formatted(UUID.randomUUID())),
            entry("PATCH /api/v1/conversations/{conversation}/messages/{message}", """
                    {"content": {"type": "text", "text": "Hullo"}}"""),
            entry("POST /api/v1/conversations/{conversation}/scheduled", """
                    {"content": {"type": "text", "text": "Hullo"}, "dueAt": "2000-01-01T00:00:00Z"}"""),
            entry("POST /api/v1/admin/notices", """
                    {"to": [], "content": {"type": "text", "text": "Hullo"}}"""),
            entry("PUT /api/v1/conversations/{conversation}/read", """
                    {"seq": 1}"""),
            entry("PUT /api/v1/conversations/{conversation}/draft", """
                    {"text": "Hel"}"""),
            entry("POST /api/v1/forwards", """
                    {"messages": ["%1$s.1"], "to": ["%1$s"]}""".formatted(UUID.randomUUID())),
            entry("PUT /api/v1/admin/users/{user}/roles", """
                    {"roles": []}"""));

    private static final Map<String, String> QUERIES = Map.of(
            "GET /api/v1/users",
            "?ids=" + UUID.randomUUID(),
            "GET /api/v1/search/messages",
            "?q=hello",
            "GET /api/v1/search/conversations",
            "?q=hello",
            "GET /api/v1/search/users",
            "?q=hello");

    private static Product product;
    private static Person administrator;
    private static ParleyClient appointing;

    /** Somebody who tries every call, and which ones they may. */
    private record Caller(String name, String token, Supplier<String> another, Predicate<Row> may) {

        static Caller holding(String token, String name, Predicate<Row> may) {
            return new Caller(name, token, () -> token, may);
        }

        /** Signs in once more for a call that ends what it is called with. */
        static Caller of(Person person, String role) {
            return new Caller(role, signedIn(person), () -> signedIn(person), row -> row.person(role));
        }

        String expected(Row row) {
            if (may.test(row)) {
                return ALLOWED;
            }
            return token.isEmpty() ? "401 NOT_AUTHENTICATED" : "403 FORBIDDEN";
        }
    }

    /** Of somebody else's, for itself. */
    private record Application(String id, String secret) {

        static Application of(Person owner) {
            Answer registered = product.door()
                    .call("POST", "/api/v1/applications", Map.of("Authorization", "Bearer " + signedIn(owner)), """
                            {"name": "A shop", "grantTypes": ["client_credentials"], "scopes": ["messages:send"]}""")
                    .orRefused();
            return new Application(
                    registered.body().path("application").asString(),
                    registered.body().path("newSecret").path("clientSecret").asString());
        }

        String token() {
            String basic = Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8));
            return product.door()
                    .call(
                            "POST",
                            "/oauth2/token",
                            Map.of(
                                    "Authorization",
                                    "Basic " + basic,
                                    "Content-Type",
                                    "application/x-www-form-urlencoded"),
                            "grant_type=client_credentials")
                    .orRefused()
                    .body()
                    .path("access_token")
                    .asString();
        }
    }

    @BeforeAll
    static void start() {
        product = Product.start(RunningProduct.newDataDirectory());
        administrator = Person.newcomer(product.door(), "Ada");
        String link = Eventually.see("the link", () -> link(product.said()), found -> !found.isEmpty());
        administrator
                .rest()
                .call("POST", "/administrators", Map.of(), "{\"token\": \"%s\"}".formatted(link))
                .orRefused();
        appointing = ParleyClient.of(product.door()).withToken(signedIn(administrator));
    }

    @AfterAll
    static void stop() {
        product.close();
    }

    private static String link(String said) {
        Matcher matcher = LINK.matcher(said);
        return matcher.find() ? matcher.group(1) : "";
    }

    private static String signedIn(Person person) {
        return ParleyClient.of(product.door())
                .signIn(person.username(), person.password(), "another device")
                .accessToken();
    }

    private static Person withRole(String role) {
        Person person = Person.newcomer(product.door(), role);
        appointing
                .call(
                        "PUT",
                        "/admin/users/" + person.user() + "/roles",
                        Map.of(),
                        "{\"roles\": [\"%s\"]}".formatted(role))
                .orRefused();
        return person;
    }

    private static List<Caller> callers() {
        List<Caller> callers = new ArrayList<>();
        callers.add(Caller.holding("", "nobody", Row::anybody));
        for (String role : List.of("user", "moderator", "administrator", "analyst")) {
            callers.add(Caller.of(withRole(role), role));
        }
        // Nobody else signs these two in or out.
        String administrators = signedIn(withRole("administrator"));
        String analysts = signedIn(withRole("analyst"));
        String users = signedIn(withRole("user"));
        Application shop = Application.of(administrator);
        String shops = shop.token();
        MintedTokens minted = new MintedTokens(product);
        for (String scope : SCOPES) {
            callers.add(Caller.holding(
                    minted.like(administrators, shop.id(), scope),
                    "an application for an administrator, with " + scope,
                    row -> row.delegate(scope) && row.person("administrator")));
            callers.add(Caller.holding(
                    minted.like(analysts, shop.id(), scope),
                    "an application for an analyst, with " + scope,
                    row -> row.delegate(scope) && row.person("analyst")));
            callers.add(Caller.holding(
                    minted.like(users, shop.id(), scope),
                    "an application for a user, with " + scope,
                    row -> row.delegate(scope) && row.person("user")));
            callers.add(Caller.holding(
                    minted.like(shops, shop.id(), scope),
                    "an application for itself, with " + scope,
                    row -> row.application(scope)));
        }
        return callers;
    }

    private static String outcome(Row row, Caller caller) {
        String token = ENDING.contains(row.toString()) ? caller.another().get() : caller.token();
        return row.path().equals("/ws") ? connect(token) : call(row, token);
    }

    private static String call(Row row, String token) {
        String path = row.path()
                        .replace("{message}", UUID.randomUUID() + ".1")
                        .replace("{emoji}", "%F0%9F%91%8D")
                        .replaceAll("\\{\\w+}", UUID.randomUUID().toString())
                + QUERIES.getOrDefault(row.toString(), "");
        Map<String, String> headers = new HashMap<>();
        // So that a stream, which would not end, is refused for its shape.
        headers.put("Last-Event-ID", "none");
        if (!token.isEmpty()) {
            headers.put("Authorization", "Bearer " + token);
        }
        String body = row.method().startsWith("P") ? BODIES.getOrDefault(row.toString(), "{}") : null;
        Answer answer = product.door().call(row.method(), path, headers, body);
        return answer.status() == 401 || answer.status() == 403
                ? answer.status() + " " + answer.body().path("code").asString("no code")
                : ALLOWED;
    }

    private static String connect(String token) {
        try (LiveConnection connection = LiveConnection.open(product.door(), token.isEmpty() ? "none" : token)) {
            Frame answer = connection.await("a yes or a no", frame -> frame.is("welcome") || frame.is("error"));
            String code = answer.is("welcome") ? "" : answer.text("code");
            return switch (code) {
                case "" -> ALLOWED;
                case "NOT_AUTHENTICATED" -> "401 " + code;
                default -> "403 " + code;
            };
        }
    }

    @Test
    void everybodyMayWhatTheTableSaysAndNothingElse() {
        List<String> wrong = new ArrayList<>();
        for (Caller caller : callers()) {
            for (Row row : PermissionTable.rows()) {
                String outcome = outcome(row, caller);
                if (!outcome.equals(caller.expected(row))) {
                    wrong.add(row + " by " + caller.name() + ": " + outcome + ", not " + caller.expected(row));
                }
            }
        }
        assertThat(wrong).isEmpty();
    }
}
