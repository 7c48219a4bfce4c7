package dev.parley.auth.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.auth.Answer;
import dev.parley.auth.AuthServer;
import dev.parley.auth.CommandSide;
import dev.parley.auth.Front;
import dev.parley.auth.House;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalTest {

    private static AuthServer server;
    private static Front front;
    private static Map<String, String> asAna;

    @BeforeAll
    static void open(@TempDir Path folder) {
        server = new House(folder, new CommandSide()).open();
        front = new Front(server);
        front.register("ana").expect(201);
        asAna = Map.of("Authorization", "Bearer " + front.signIn("ana").text("accessToken"));
    }

    @AfterAll
    static void close() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/error",
                "/actuator/env",
                "/api/v1/me",
                "/api/v1/accounts/ana",
                "/api/v1/sessions/current",
                "/index.html",
                "/login",
                "/h2-console"
            })
    void withoutATokenNothingElseIsOpen(String path) {
        Answer answer = front.get(path).expectProblem(401, "NOT_AUTHENTICATED");

        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
    }

    @Test
    void withOneWhatIsNotThereIsNotFound() {
        front.send("GET", "/api/v1/nothing", null, asAna).expectProblem(404, "NOT_FOUND");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/error", "/actuator/env", "/index.html"})
    void outsideTheApiATokenOpensNothing(String path) {
        front.send("GET", path, null, asAna).expectProblem(403, "FORBIDDEN");
    }

    @ParameterizedTest
    @CsvSource({"GET, /api/v1/accounts", "PUT, /api/v1/sessions", "DELETE, /api/v1/sessions/refresh"})
    void anotherMethodIsNotAllowed(String method, String path) {
        Answer answer = front.send(method, path, null, Map.of()).expectProblem(405, "METHOD_NOT_ALLOWED");

        assertThat(answer.header("Allow")).contains("POST");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/xml"})
    void onlyJsonIsRead(String type) {
        front.send("POST", "/api/v1/accounts", "username=ana", Map.of("Content-Type", type))
                .expectProblem(415, "UNSUPPORTED_MEDIA_TYPE");
    }

    @Test
    void aPathThatTriesToBeCleverIsMalformed() {
        front.get("/api/v1/accounts;jsessionid=1").expectProblem(400, "MALFORMED");
        front.get("/api//v1/accounts").expectProblem(400, "MALFORMED");
    }

    @Test
    void theCallersTraceComesBackAndAnythingElseIsReplaced() {
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";

        assertThat(front.send("GET", "/", null, Map.of("traceparent", "00-" + trace + "-00f067aa0ba902b7-01"))
                        .text("traceId"))
                .isEqualTo(trace);
        assertThat(front.send("GET", "/", null, Map.of("traceparent", "something else"))
                        .expectProblem(401, "NOT_AUTHENTICATED")
                        .text("traceId"))
                .isNotEqualTo(trace);
    }

    @Test
    void noCookieIsEverSet() {
        assertThat(front.signIn("ana").expect(200).header("Set-Cookie")).isEmpty();
        assertThat(front.get("/").header("Set-Cookie")).isEmpty();
    }
}
