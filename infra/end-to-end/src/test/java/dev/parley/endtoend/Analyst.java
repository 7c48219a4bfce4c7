package dev.parley.endtoend;

import dev.parley.demo.client.Answer;
import dev.parley.demo.client.Eventually;
import dev.parley.demo.client.FrontDoor;
import dev.parley.demo.client.ParleyClient;
import dev.parley.demo.client.Person;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody whom an administrator let replay events. */
record Analyst(FrontDoor door, Person person) {

    private static final Pattern LINK = Pattern.compile("Make yourself the administrator: \\S+/id/welcome#(\\S+)");

    /** The product's first administrator, signed in as one. */
    static Person administratorOf(Product product) {
        Person ada = Person.newcomer(product.door(), "Ada");
        Matcher link = Eventually.see("the link", () -> LINK.matcher(product.said()), Matcher::find);
        link.reset();
        if (!link.find()) {
            throw new IllegalStateException("There was a link");
        }
        ada.rest()
                .call("POST", "/administrators", Map.of(), "{\"token\": \"%s\"}".formatted(link.group(1)))
                .orRefused();
        return ada.onAnotherDevice();
    }

    static Analyst appointedBy(Person administrator, FrontDoor door, String... roles) {
        Person person = Person.newcomer(door, "Lise");
        String names = Stream.of(roles).map(role -> "\"" + role + "\"").collect(Collectors.joining(","));
        administrator
                .rest()
                .call("PUT", "/admin/users/" + person.user() + "/roles", Map.of(), "{\"roles\": [" + names + "]}")
                .orRefused();
        return new Analyst(door, person.onAnotherDevice());
    }

    Analyst at(FrontDoor other) {
        return new Analyst(other, person.at(other));
    }

    ParleyClient rest() {
        return person.rest();
    }

    /** @param query such as {@code from=3&types=MessageSent} */
    Answer replay(String query) {
        return rest().call("GET", "/replay?" + query, Map.of(), null);
    }

    List<JsonNode> events(String query) {
        return replay(query)
                .orRefused()
                .text()
                .lines()
                .map(line -> JsonMapper.shared().readTree(line))
                .toList();
    }

    /** An answer that is read as slowly as its reader wants, or not at all. */
    Open open(String query) {
        HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        HttpRequest request = HttpRequest.newBuilder(URI.create(door.address() + "/api/v1/replay?" + query))
                .header("Authorization", "Bearer " + person.session().accessToken())
                .build();
        try {
            HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            return new Open(
                    http,
                    response.statusCode(),
                    new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    record Open(HttpClient http, int status, BufferedReader lines) implements AutoCloseable {

        /** Waits for the next line that says something. */
        String next() {
            try {
                String line = lines.readLine();
                while (line != null && line.isEmpty()) {
                    line = lines.readLine();
                }
                if (line == null) {
                    throw new AssertionError("The answer has ended");
                }
                return line;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            http.shutdownNow();
        }
    }
}
