package dev.parley.endtoend;

import dev.parley.demo.client.Answer;
import dev.parley.demo.client.FrontDoor;
import dev.parley.demo.client.ParleyClient;
import dev.parley.demo.client.Person;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** An application of somebody's that acts for itself. */
record ThirdParty(String id, ParleyClient rest) {

    /** @param scopes such as {@code "messages:send", "messages:read"}, quoted and separated as in JSON */
    static ThirdParty of(Person owner, FrontDoor door, String name, String scopes) {
        Answer registered = owner.rest()
                .call("POST", "/applications", Map.of(), """
                        {"name": "%s", "grantTypes": ["client_credentials"], "scopes": [%s]}""".formatted(name, scopes))
                .orRefused();
        String id = registered.body().path("application").asString();
        String secret = registered.body().path("newSecret").path("clientSecret").asString();
        String basic = Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(StandardCharsets.UTF_8));
        String token = door.call(
                        "POST",
                        "/oauth2/token",
                        Map.of("Authorization", "Basic " + basic, "Content-Type", "application/x-www-form-urlencoded"),
                        "grant_type=client_credentials&scope="
                                + scopes.replace("\"", "").replace(", ", "%20"))
                .orRefused()
                .body()
                .path("access_token")
                .asString();
        return new ThirdParty(id, ParleyClient.of(door).withToken(token));
    }

    Answer send(String key, String body) {
        return rest.call("POST", "/messages", Map.of("Idempotency-Key", key), body);
    }

    /** @param to as JSON */
    Answer say(String key, String to, String text) {
        return send(key, """
                {"to": %s, "content": {"type": "text", "text": "%s"}}""".formatted(to, text));
    }
}
