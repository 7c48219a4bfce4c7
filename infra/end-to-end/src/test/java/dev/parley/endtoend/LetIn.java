package dev.parley.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.demo.client.Answer;
import dev.parley.demo.client.Person;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** An application of somebody else's that a person has let in by consent, on the way of a browser but without one: its access token. */
record LetIn(String application, String token) {

    private static final String CALLBACK = "http://127.0.0.1:9/callback";
    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    /** As in RFC 7636, appendix B. */
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    static LetIn by(Person person, URI parley) {
        Answer registered = person.rest()
                .call("POST", "/applications", Map.of(), """
                        {"name": "Weather", "grantTypes": ["authorization_code", "refresh_token"],
                         "scopes": ["openid", "chat"], "redirectUris": ["%s"]}""".formatted(CALLBACK))
                .orRefused();
        String client = registered.body().path("application").asString("");
        String secret = registered.body().path("newSecret").path("clientSecret").asString("");
        try (HttpClient browser =
                HttpClient.newBuilder().cookieHandler(new CookieManager()).build()) {
            String code = code(new Way(browser, parley, null), person, client);
            HttpResponse<String> granted = new Way(browser, parley, basic(client, secret))
                    .post(
                            "/oauth2/token",
                            Map.of(
                                    "grant_type", "authorization_code",
                                    "code", code,
                                    "redirect_uri", CALLBACK,
                                    "code_verifier", VERIFIER));
            assertThat(granted.statusCode()).as(granted.body()).isEqualTo(200);
            return new LetIn(
                    client,
                    JsonMapper.shared()
                            .readTree(granted.body())
                            .path("access_token")
                            .asString(""));
        }
    }

    private static String basic(String client, String secret) {
        return "Basic " + Base64.getEncoder().encodeToString((client + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }

    private static String code(Way way, Person person, String client) {
        String wish = "/oauth2/authorize?"
                + form(Map.of(
                        "response_type", "code",
                        "client_id", client,
                        "redirect_uri", CALLBACK,
                        "scope", "openid chat",
                        "state", "s",
                        "code_challenge", CHALLENGE,
                        "code_challenge_method", "S256"));
        assertThat(way.get(wish).headers().firstValue("Location").orElse("")).startsWith("/id/sign-in");
        Matcher csrf = CSRF.matcher(way.get("/id/sign-in").body());
        assertThat(csrf.find()).isTrue();
        HttpResponse<String> signedIn = way.post(
                "/id/sign-in",
                Map.of("username", person.username(), "password", person.password(), "_csrf", csrf.group(1)));
        String back = signedIn.headers().firstValue("Location").orElse("");
        Map<String, String> asked =
                query(way.get(back).headers().firstValue("Location").orElse(""));
        HttpResponse<String> agreed = way.post(
                "/oauth2/authorize",
                "scope=openid&scope=chat&" + form(Map.of("client_id", client, "state", asked.get("state"))));
        return query(agreed.headers().firstValue("Location").orElse("")).get("code");
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static Map<String, String> query(String address) {
        Map<String, String> query = new TreeMap<>();
        for (String field : address.substring(address.indexOf('?') + 1).split("&", -1)) {
            String[] parts = field.split("=", 2);
            query.put(parts[0], parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return query;
    }

    /**
     * Follows no redirect unasked.
     *
     * @param authorization null = none
     */
    private record Way(HttpClient browser, URI parley, String authorization) {

        HttpResponse<String> get(String path) {
            return send(request(path).GET());
        }

        HttpResponse<String> post(String path, Map<String, String> fields) {
            return post(path, form(fields));
        }

        HttpResponse<String> post(String path, String form) {
            return send(request(path)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(BodyPublishers.ofString(form)));
        }

        private HttpRequest.Builder request(String path) {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(parley.resolve(path)).header("Accept", "text/html,*/*;q=0.8");
            return authorization == null ? request : request.header("Authorization", authorization);
        }

        private HttpResponse<String> send(HttpRequest.Builder request) {
            try {
                return browser.send(request.build(), BodyHandlers.ofString());
            } catch (IOException e) {
                throw new AssertionError(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}
