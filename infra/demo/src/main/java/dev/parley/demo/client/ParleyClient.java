package dev.parley.demo.client;

import dev.parley.demo.client.Answers.Accepted;
import dev.parley.demo.client.Answers.Account;
import dev.parley.demo.client.Answers.Changed;
import dev.parley.demo.client.Answers.Conversation;
import dev.parley.demo.client.Answers.Hit;
import dev.parley.demo.client.Answers.Message;
import dev.parley.demo.client.Answers.Session;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The REST surface in Java's words, for one person or, without a token, for anybody. Every refusal is a {@link RefusedByServer}. */
public final class ParleyClient {

    private static final String V1 = "/api/v1";

    private final FrontDoor door;
    private final @Nullable String token;

    private ParleyClient(FrontDoor door, @Nullable String token) {
        this.door = door;
        this.token = token;
    }

    public static ParleyClient of(FrontDoor door) {
        return new ParleyClient(door, null);
    }

    public ParleyClient withToken(String accessToken) {
        return new ParleyClient(door, accessToken);
    }

    /** Of the product that it talks to. */
    public URI address() {
        return door.address();
    }

    FrontDoor door() {
        return door;
    }

    // Accounts and sessions

    public Account register(String username, String password, String email, String displayName) {
        return post(
                        "/accounts",
                        Map.of("username", username, "password", password, "email", email, "displayName", displayName))
                .as(Account.class);
    }

    public Session signIn(String username, String password, String deviceName) {
        return post(
                        "/sessions",
                        Map.of(
                                "username",
                                username,
                                "password",
                                password,
                                "device",
                                Map.of("name", deviceName, "platform", "java")))
                .as(Session.class);
    }

    public Session refresh(String refreshToken) {
        return post("/sessions/refresh", Map.of("refreshToken", refreshToken)).as(Session.class);
    }

    // Conversations

    public Changed createGroup(String name, String... members) {
        return createGroupOnce(null, name, members);
    }

    /** However often it is sent with the same key, one group is made. */
    public Changed createGroupOnce(@Nullable String idempotencyKey, String name, String... members) {
        return create(idempotencyKey, Map.of("type", "group", "name", name, "members", List.of(members)));
    }

    /** Finds or makes the conversation of the two. */
    public Changed direct(String other) {
        return create(null, Map.of("type", "direct", "members", List.of(other)));
    }

    private Changed create(@Nullable String idempotencyKey, Map<String, Object> body) {
        return send("POST", "/conversations", idempotencyKey, body).as(Changed.class);
    }

    public Changed add(String conversation, String... users) {
        return post("/conversations/" + conversation + "/members", Map.of("users", List.of(users)))
                .as(Changed.class);
    }

    public Changed kick(String conversation, String user) {
        return send("DELETE", "/conversations/" + conversation + "/members/" + user, null, null)
                .as(Changed.class);
    }

    public Changed leave(String conversation) {
        return kick(conversation, "me");
    }

    public Page<Conversation> conversations(String... query) {
        return get("/conversations", query).asPageOf(Conversation.class);
    }

    public Conversation conversation(String conversation, String... query) {
        return get("/conversations/" + conversation, query).as(Conversation.class);
    }

    // Messages

    public Accepted say(String conversation, @Nullable String clientId, String text) {
        return say(conversation, clientId, Content.text(text));
    }

    public Accepted say(String conversation, @Nullable String clientId, Content content) {
        return send("POST", "/conversations/" + conversation + "/messages", clientId, Map.of("content", content))
                .as(Accepted.class);
    }

    /** @param query names and values in turn, such as {@code "after", "0", "limit", "50"} */
    public Page<Message> history(String conversation, String... query) {
        return get("/conversations/" + conversation + "/messages", query).asPageOf(Message.class);
    }

    public void read(String conversation, long seq) {
        send("PUT", "/conversations/" + conversation + "/read", null, Map.of("seq", seq));
    }

    public Page<Hit> search(String words, String... query) {
        Map<String, String> all = named(query);
        all.put("q", words);
        return call("GET", "/search/messages" + encoded(all), Map.of(), null)
                .orRefused()
                .asPageOf(Hit.class);
    }

    // Transport

    private Answer get(String path, String... query) {
        return call("GET", path + encoded(named(query)), Map.of(), null).orRefused();
    }

    private Answer post(String path, Object body) {
        return send("POST", path, null, body);
    }

    private Answer send(String method, String path, @Nullable String idempotencyKey, @Nullable Object body) {
        return call(
                        method,
                        path,
                        idempotencyKey == null ? Map.of() : Map.of("Idempotency-Key", idempotencyKey),
                        body == null ? null : JsonMapper.shared().writeValueAsString(body))
                .orRefused();
    }

    /** Any call below {@code /api/v1}, also a wrong one; whatever the answer is, it is returned. */
    public Answer call(String method, String path, Map<String, String> headers, @Nullable String body) {
        Map<String, String> all = new TreeMap<>(headers);
        if (token != null) {
            all.putIfAbsent("Authorization", "Bearer " + token);
        }
        return door.call(method, V1 + path, all, body);
    }

    private static Map<String, String> named(String... query) {
        Map<String, String> names = new TreeMap<>();
        for (int i = 0; i < query.length; i += 2) {
            names.put(query[i], query[i + 1]);
        }
        return names;
    }

    private static String encoded(Map<String, String> query) {
        StringBuilder text = new StringBuilder();
        query.forEach((name, value) -> text.append(text.isEmpty() ? '?' : '&')
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return text.toString();
    }
}
