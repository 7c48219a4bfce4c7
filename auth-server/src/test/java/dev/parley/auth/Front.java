package dev.parley.auth;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** The server as its clients see it: HTTP and nothing else. */
public final class Front {

    public static final String PASSWORD = "correct horse battery staple";

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;

    public Front(AuthServer server) {
        this(server.port());
    }

    Front(int port) {
        this.port = port;
    }

    public Answer register(String username) {
        return register(username, username + "@example.org", PASSWORD);
    }

    public Answer register(String username, String email, String password) {
        return post("/api/v1/accounts", registration(username, email, password));
    }

    public static Map<String, Object> registration(String username, String email, String password) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("username", username);
        body.put("password", password);
        body.put("email", email);
        return body;
    }

    public Answer signIn(String login) {
        return signIn(login, PASSWORD);
    }

    public Answer signIn(String login, String password) {
        return signIn(login, password, Map.of("name", "Ana's phone", "platform", "android"));
    }

    public Answer signInOn(UUID device, String login) {
        return signIn(login, PASSWORD, Map.of("name", "phone", "platform", "ios", "id", device.toString()));
    }

    public Answer signIn(String login, String password, Map<String, String> device) {
        return post("/api/v1/sessions", Map.of("username", login, "password", password, "device", device));
    }

    public Answer refresh(String refreshToken) {
        return post("/api/v1/sessions/refresh", Map.of("refreshToken", refreshToken));
    }

    public Answer signOut(String accessToken) {
        return send("DELETE", "/api/v1/sessions/current", null, Map.of("Authorization", "Bearer " + accessToken));
    }

    public Answer devices(String accessToken) {
        return as(accessToken, "GET", "/api/v1/me/devices");
    }

    public Answer as(String accessToken, String method, String path) {
        return send(method, path, null, Map.of("Authorization", "Bearer " + accessToken));
    }

    /** A request of somebody who is signed in; the body is JSON, or null for none. */
    public Answer as(Answer session, String method, String path, String body) {
        return send(method, path, body, Map.of("Authorization", "Bearer " + session.text("accessToken")));
    }

    public Answer get(String path) {
        return send("GET", path, null, Map.of());
    }

    public Answer get(String path, String accessToken) {
        return send("GET", path, null, Map.of("Authorization", "Bearer " + accessToken));
    }

    public Answer post(String path, Map<String, ?> body, String accessToken) {
        return post(path, JSON.writeValueAsString(body), accessToken);
    }

    public Answer post(String path, String body, String accessToken) {
        return send("POST", path, body, Map.of("Authorization", "Bearer " + accessToken));
    }

    /** A form, as the standard endpoints take it. */
    public Answer form(String path, Map<String, String> fields, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("Content-Type", "application/x-www-form-urlencoded");
        return send("POST", path, encoded(fields), all);
    }

    /** As in a query or a form. */
    public static String encoded(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    public Answer post(String path, Map<String, ?> body) {
        return post(path, JSON.writeValueAsString(body));
    }

    public Answer post(String path, String body) {
        return send("POST", path, body, Map.of());
    }

    /** A call of somebody who is signed in. */
    public Answer as(String accessToken, String method, String path, Map<String, ?> body) {
        return send(
                method,
                path,
                body == null ? null : JSON.writeValueAsString(body),
                Map.of("Authorization", "Bearer " + accessToken));
    }

    public Answer send(String method, String path, String body, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>();
        if (body != null) {
            all.put("Content-Type", "application/json");
        }
        all.putAll(headers);
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        all.forEach(request::header);
        try {
            return new Answer(http.send(request.build(), BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new AssertionError(method + " " + path + " got no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
