package dev.parley.auth.admin;

import dev.parley.auth.Answer;
import dev.parley.auth.AuthServer;
import dev.parley.auth.Front;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Those who look after an installation, and what they ask of it. */
public final class Staff {

    private final AuthServer server;
    private final Front front;

    public Staff(AuthServer server) {
        this.server = server;
        this.front = new Front(server);
    }

    Front front() {
        return front;
    }

    String link() {
        return server.firstAdministratorLink().orElse("none");
    }

    /** The secret of a new link. */
    String secret() {
        return link().replaceFirst("^[^#]*#?", "");
    }

    /** The first administrator, signed in. */
    public String administrator(String username) {
        Map<String, Object> appointment = Front.registration(username, username + "@example.org", Front.PASSWORD);
        appointment.put("token", secret());
        front.post("/api/v1/administrators", appointment).expect(201);
        return signedIn(username);
    }

    String user(String username) {
        return front.register(username).expect(201).text("user");
    }

    String signedIn(String username) {
        return front.signIn(username).expect(200).text("accessToken");
    }

    Answer roles(String by, String user, String... roles) {
        return as(
                by,
                "PUT",
                "/" + user + "/roles",
                JsonMapper.shared().writeValueAsString(Map.of("roles", List.of(roles))));
    }

    Answer as(String token, String method, String path) {
        return as(token, method, path, null);
    }

    Answer as(String token, String method, String path, String body) {
        return front.send(method, "/api/v1/admin/users" + path, body, Map.of("Authorization", "Bearer " + token));
    }

    List<String> names(Answer page) {
        return page.expect(200)
                .body()
                .path("items")
                .valueStream()
                .map(item -> item.path("username").asString())
                .toList();
    }
}
