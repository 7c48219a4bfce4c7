package dev.parley.endtoend;

import dev.parley.demo.client.Answer;
import dev.parley.demo.client.Eventually;
import dev.parley.demo.client.Person;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** What people do about each other, in words. */
final class Acquaintance {

    private Acquaintance() {}

    static Answer call(Person person, String method, String path, String body) {
        return person.rest().call(method, path, Map.of(), body);
    }

    static Answer call(Person person, String method, String path) {
        return person.rest().call(method, path, Map.of(), null);
    }

    /** The id of the request. */
    static String ask(Person asking, Person asked) {
        return call(asking, "POST", "/friend-requests", "{\"to\": \"%s\"}".formatted(asked.user()))
                .orRefused()
                .body()
                .path("friendRequest")
                .asString();
    }

    static void befriend(Person one, Person other) {
        String request = ask(one, other);
        call(other, "POST", "/friend-requests/" + request + "/accept", "{}").orRefused();
    }

    static void block(Person blocking, Person blocked) {
        call(blocking, "PUT", "/blocks/" + blocked.user()).orRefused();
    }

    static void unblock(Person blocking, Person blocked) {
        call(blocking, "DELETE", "/blocks/" + blocked.user()).orRefused();
    }

    static void privacy(Person person, String setting, String circle) {
        call(person, "PATCH", "/me/privacy", "{\"%s\": \"%s\"}".formatted(setting, circle))
                .orRefused();
    }

    static List<JsonNode> items(Person person, String path) {
        JsonNode items = call(person, "GET", path).orRefused().body().path("items");
        return StreamSupport.stream(items.spliterator(), false).toList();
    }

    /** The people in a list, in its order. */
    static List<String> people(Person person, String path) {
        return items(person, path).stream()
                .map(item -> item.path("user").asString())
                .toList();
    }

    /** The list holds exactly these, if need be after a moment. */
    static void await(Person person, String path, Person... expected) {
        List<String> users = List.of(Journey.users(expected));
        Eventually.see(users + " in " + path + " of " + person, () -> people(person, path), users::equals);
    }
}
