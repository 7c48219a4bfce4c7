package dev.parley.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Somebody at a browser that runs no scripts: it keeps cookies and posts forms with what is hidden in them, and follows no redirect unasked. */
public final class Browser {

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, String> cookies = new TreeMap<>();
    private final int port;
    private final String language;

    public Browser(AuthServer server) {
        this(server, "en");
    }

    public Browser(AuthServer server, String language) {
        this.port = server.port();
        this.language = language;
    }

    public Map<String, String> cookies() {
        return cookies;
    }

    public Answer get(String path) {
        return send(request(path).GET());
    }

    /** Opens the page at this path, fills in its form and sends it. */
    public Answer fillIn(String path, Map<String, String> fields) {
        return fillIn(path, path, fields);
    }

    /** Opens the page and sends a form of it to where that form goes. */
    public Answer fillIn(String page, String action, Map<String, String> fields) {
        Matcher token = CSRF.matcher(get(page).expect(200).http().body());
        assertThat(token.find()).as("a form with a token on " + page).isTrue();
        Map<String, String> all = new TreeMap<>(fields);
        all.put("_csrf", token.group(1));
        return post(action, all);
    }

    public Answer post(String path, Map<String, String> fields) {
        return post(path, form(fields));
    }

    /** The same, for forms in which a field is there several times. */
    public Answer post(String path, String form) {
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    public Answer signIn(String username) {
        return fillIn("/id/sign-in", Map.of("username", username, "password", Front.PASSWORD));
    }

    /** Where the answer leads to; a path for a page of ours. */
    public static String location(Answer answer) {
        assertThat(answer.status()).as(answer.http().body()).isIn(302, 303);
        return answer.header("Location");
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
                .header("Accept-Language", language);
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        return request;
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            Answer answer = new Answer(http.send(request.build(), BodyHandlers.ofString()));
            answer.http().headers().allValues("Set-Cookie").forEach(this::keep);
            return answer;
        } catch (IOException e) {
            throw new AssertionError("no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private void keep(String header) {
        HttpCookie cookie = HttpCookie.parse(header).getFirst();
        if (cookie.hasExpired() || cookie.getValue().isEmpty()) {
            cookies.remove(cookie.getName());
        } else {
            cookies.put(cookie.getName(), cookie.getValue());
        }
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
