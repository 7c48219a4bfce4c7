package dev.parley.endtoend;

import static dev.parley.endtoend.Refusals.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.demo.client.Answer;
import dev.parley.demo.client.Eventually;
import dev.parley.demo.client.Person;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Where the link of an invitation leads in a browser that runs no scripts. */
class InvitationPageTest extends Journey {

    private static final Pattern CSRF = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private final HttpClient browser = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    private Person ana;
    private String group;

    @BeforeEach
    void aGroup() {
        ana = newcomer("Ana");
        group = group(ana, newcomer("Ben"));
    }

    @AfterEach
    void close() {
        browser.close();
    }

    @Test
    void aStrangerSeesWhereItLeadsAndJoinsAfterSigningIn() throws Exception {
        Person chen = newcomer("Chen");
        String link = invite("{\"maxUses\":1}").get("link").asString();

        HttpResponse<String> page = open(link);
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        assertThat(page.body()).contains("A group of Ana", "2 members").doesNotContain("<script", ana.user(), group);
        assertThat(open(link + "&lang=zh").body()).contains("2 位成员");
        assertThat(open(link + "&lang=en").body()).contains("2 members");

        HttpResponse<String> signIn = open(link.replace("/id/invitation?", "/id/invitation/signed-in?"));
        HttpResponse<String> back =
                press(signIn, "/id/sign-in", Map.of("username", chen.username(), "password", chen.password()));
        assertThat(back.body()).contains("A group of Ana", "Join the group");
        String token = link.substring(link.indexOf('=') + 1);
        assertThat(press(back, "/id/invitation", Map.of("token", token)).body()).contains("You are in the group");
        awaitUnread(chen, group, 0);

        assertThat(open(link).statusCode()).isEqualTo(410);
        assertThat(open(link).body()).contains("used as often as it may be").doesNotContain("A group of Ana");
    }

    @Test
    void aLinkThatLetsNobodyInSaysWhyAndNothingElse() throws Exception {
        JsonNode revoked = invite("{}");
        call(
                        "DELETE",
                        "/conversations/" + group + "/invitations/"
                                + revoked.get("invitation").asString(),
                        null)
                .orRefused();
        HttpResponse<String> page = open(revoked.get("link").asString());
        assertThat(page.statusCode()).isEqualTo(410);
        assertThat(page.body()).contains("withdrawn").doesNotContain("A group of Ana");

        String good = invite("{}").get("link").asString();
        for (String made : new String[] {
            good + "x", good.substring(0, good.length() - 2) + "__", good.substring(0, good.indexOf('?'))
        }) {
            HttpResponse<String> unknown = open(made);
            assertThat(unknown.statusCode()).as(made).isEqualTo(404);
            assertThat(unknown.body()).contains("There is no such invitation");
        }
    }

    @Test
    void whoeverAsksAgainForALinkGetsTheSameOne() {
        Map<String, String> key = Map.of("Idempotency-Key", Person.random());
        JsonNode first = invite(key, "{\"maxUses\":2}").orRefused().body();
        JsonNode second = invite(key, "{\"maxUses\":2}").orRefused().body();
        assertThat(second.get("link")).isEqualTo(first.get("link"));
        assertThat(second.get("invitation")).isEqualTo(first.get("invitation"));
        assertProblem(invite(key, "{\"maxUses\":3}"), 409, "CONFLICT");
        Eventually.see(
                "one invitation",
                () -> call("GET", "/conversations/" + group + "/invitations", null)
                        .orRefused()
                        .body(),
                seen -> seen.path("items").size() == 1);
    }

    private JsonNode invite(String terms) {
        return invite(Map.of(), terms).orRefused().body();
    }

    private Answer invite(Map<String, String> headers, String terms) {
        return ana.rest().call("POST", "/conversations/" + group + "/invitations", headers, terms);
    }

    private Answer call(String method, String path, String body) {
        return ana.rest().call(method, path, Map.of(), body);
    }

    private HttpResponse<String> open(String address) throws IOException, InterruptedException {
        return browser.send(
                HttpRequest.newBuilder(URI.create(address))
                        .header("Accept", "text/html")
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> press(HttpResponse<String> page, String action, Map<String, String> fields)
            throws IOException, InterruptedException {
        Matcher csrf = CSRF.matcher(page.body());
        assertThat(csrf.find()).as(page.body()).isTrue();
        StringBuilder form = new StringBuilder("_csrf=" + encoded(csrf.group(1)));
        fields.forEach(
                (name, value) -> form.append('&').append(name).append('=').append(encoded(value)));
        return browser.send(
                HttpRequest.newBuilder(page.uri().resolve(action))
                        .header("Accept", "text/html")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form.toString()))
                        .build(),
                BodyHandlers.ofString());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
