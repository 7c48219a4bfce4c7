package dev.parley.auth.web;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import dev.parley.auth.Answer;
import dev.parley.auth.AuthServer;
import dev.parley.auth.CommandSide;
import dev.parley.auth.Front;
import dev.parley.auth.House;
import dev.parley.auth.RelyingParty;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Ten thousand random requests at every door that is open to anybody. */
class HostileInputTest {

    private static final int REQUESTS = 10_000;
    private static final int HANDS = 8;
    private static final long SEED = 20_260_131;

    private static final List<String> BY_THE_STANDARD = List.of(
            "/oauth2/token", "/oauth2/revoke", "/oauth2/introspect", "/oauth2/device_authorization", "/oauth2/par");
    private static final List<String> OTHER_METHODS = List.of("PUT", "PATCH", "DELETE");
    private static final List<String> OURS =
            List.of("/api/v1/accounts", "/api/v1/sessions", "/api/v1/sessions/refresh", "/api/v1/password-resets");
    private static final List<String> IN_A_BROWSER = List.of(
            "/oauth2/authorize",
            "/oauth2/device_verification",
            "/connect/logout",
            "/userinfo",
            "/oauth2/jwks",
            "/id/sign-in",
            "/id/register",
            "/id/reset",
            "/.well-known/openid-configuration");

    /** RFC 6749, 5.2, 8628, 9126 and 8693, OpenID Connect Core, 3.1.2.6, and what we say when there is no client at all. */
    private static final List<String> ERRORS = List.of(
            "invalid_request",
            "invalid_client",
            "invalid_grant",
            "unauthorized_client",
            "unsupported_grant_type",
            "unsupported_token_type",
            "unsupported_response_type",
            "request_not_supported",
            "expired_token",
            "invalid_scope",
            "invalid_target",
            "invalid_dpop_proof",
            "temporarily_unavailable",
            // Where the endpoint itself is not reached.
            "MALFORMED",
            "TOO_LARGE",
            "NOT_AUTHENTICATED",
            "NOT_FOUND",
            "METHOD_NOT_ALLOWED");

    @Test
    void neverBreaksAnythingNorIsRepeated(@TempDir Path folder) throws Exception {
        Queue<String> log = new ConcurrentLinkedQueue<>();
        AppenderBase<ILoggingEvent> appender = recorder(log);
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.addAppender(appender);
        try (AuthServer server = new House(folder, new CommandSide())
                        .open(Map.of("parley.auth.lock-out.failures-per-address", "20"));
                ExecutorService hands = Executors.newFixedThreadPool(HANDS)) {
            Front front = new Front(server);
            String application = RelyingParty.register(server).authentication().toHTTPAuthorizationHeader();
            List<Future<?>> parts = IntStream.range(0, HANDS)
                    .<Future<?>>mapToObj(hand -> hands.submit(() -> send(front, application, hand)))
                    .toList();
            for (Future<?> part : parts) {
                part.get();
            }
        } finally {
            root.detachAppender(appender);
        }
        assertThat(log).noneMatch(line -> line.contains("opens-doors"));
    }

    /** @param application how an application of somebody's says who it is: what comes after that is only reached by one */
    private static void send(Front front, String application, int hand) {
        HostileInput input = new HostileInput(SEED + hand);
        for (int number = hand; number < REQUESTS; number += HANDS) {
            switch (number % 3) {
                case 0 -> byTheStandard(front, application, input, number);
                case 1 -> ours(front, input, number);
                default -> inABrowser(front, input, number);
            }
        }
    }

    private static void byTheStandard(Front front, String application, HostileInput input, int number) {
        String form = input.form(number);
        String path = input.one(BY_THE_STANDARD);
        Map<String, String> headers = new HashMap<>(headers(input, number));
        if (input.oneIn(2)) {
            headers.put("Authorization", application);
        }
        Answer answer = front.send(input.oneIn(10) ? input.one(OTHER_METHODS) : "POST", path, form, headers);
        isClean(answer, path + " " + form);
        if (answer.status() >= 400) {
            assertThat(answer.header("Content-Type"))
                    .as(path + " " + answer.status() + " " + form)
                    .contains("json");
            assertThat(answer.text("error") + answer.text("code"))
                    .as(path + " " + form)
                    .isIn(ERRORS);
        }
    }

    private static void ours(Front front, HostileInput input, int number) {
        String body = input.json(number);
        Answer answer = front.send("POST", input.one(OURS), body, Map.of());
        isClean(answer, body);
        if (answer.status() >= 400) {
            assertThat(answer.text("code")).as(body).isNotEmpty();
            assertThat(answer.text("detail")).as(body).isNotEmpty();
        }
    }

    private static void inABrowser(Front front, HostileInput input, int number) {
        String form = input.form(number).replaceAll("[^A-Za-z0-9=&%._~-]", "").replaceAll("%(?![0-9A-F]{2})", "");
        String path = input.one(IN_A_BROWSER);
        Answer answer = input.oneIn(2)
                ? front.send(input.oneIn(4) ? input.one(OTHER_METHODS) : "POST", path, form, headers(input, number))
                : front.get(path + "?"
                        + form.substring(0, Math.min(form.length(), 6_000)).replaceAll("%.?$", ""));
        isClean(answer, path + " " + form);
    }

    private static Map<String, String> headers(HostileInput input, int number) {
        return Map.of(
                "Content-Type",
                "application/x-www-form-urlencoded",
                "Authorization",
                (input.oneIn(2) ? "Basic " : "Bearer ") + HostileInput.secret(number));
    }

    private static void isClean(Answer answer, String sent) {
        assertThat(answer.status()).as(sent).isLessThan(500);
        assertThat(answer.http().body()).as(sent).doesNotContain("\tat ", "Exception", "org.springframework");
        if (!answer.header("Content-Type").startsWith("text/html")) { // a page may repeat its own address in its links
            assertThat(answer.http().body()).as(sent).doesNotContain("opens-doors");
        }
    }

    private static AppenderBase<ILoggingEvent> recorder(Queue<String> lines) {
        AppenderBase<ILoggingEvent> recorder = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                lines.add(event.getFormattedMessage()
                        + (event.getThrowableProxy() == null
                                ? ""
                                : ThrowableProxyUtil.asString(event.getThrowableProxy())));
            }
        };
        recorder.start();
        return recorder;
    }
}
