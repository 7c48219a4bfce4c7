package dev.parley.auth.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.auth.Answer;
import dev.parley.auth.AuthServer;
import dev.parley.auth.CommandSide;
import dev.parley.auth.Front;
import dev.parley.auth.House;
import dev.parley.auth.RelyingParty;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What the discovery documents promise is there. How well it works is said where each thing is tested. */
class DiscoveryTest {

    private static final String DOCUMENT = "/.well-known/openid-configuration";

    private static AuthServer server;
    private static Front front;

    @BeforeAll
    static void open(@TempDir Path folder) {
        server = new House(folder, new CommandSide()).open();
        front = new Front(server);
    }

    @AfterAll
    static void close() {
        server.close();
    }

    private static List<String> promised(String name) {
        return front.get(DOCUMENT)
                .expect(200)
                .body()
                .path(name)
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {DOCUMENT, "/.well-known/oauth-authorization-server"})
    void eachEndpointAnswers(String document) {
        front.get(document).expect(200).body().properties().stream()
                .filter(entry ->
                        entry.getKey().endsWith("_endpoint") || entry.getKey().equals("jwks_uri"))
                .forEach(entry -> {
                    String address = entry.getValue().asString();
                    assertThat(address).startsWith(RelyingParty.ISSUER + "/");
                    String path = address.substring(RelyingParty.ISSUER.length());
                    assertThat(Stream.of(front.get(path), front.form(path, Map.of(), Map.of()))
                                    .map(Answer::status))
                            .as(entry.getKey())
                            .anyMatch(status -> status != 404 && status != 405 && status < 500);
                });
    }

    @Test
    void eachGrantIsKnownAndNoOther() {
        RelyingParty app = RelyingParty.register(server);
        List<String> grants = promised("grant_types_supported");

        assertThat(grants)
                .isNotEmpty()
                .allSatisfy(grant -> assertThat(error(app, grant)).isNotIn("unsupported_grant_type", "invalid_client"));
        assertThat(error(app, "password")).isEqualTo("unsupported_grant_type");
    }

    @Test
    void eachAlgorithmForIdTokensCanBeAskedFor() {
        assertThat(promised("id_token_signing_alg_values_supported"))
                .isNotEmpty()
                .allSatisfy(algorithm -> RelyingParty.register(server, Map.of("idTokenAlgorithm", algorithm)));
    }

    @Test
    void eachScopeThereIsIsNamed() {
        assertThat(promised("scopes_supported")).containsExactlyElementsOf(Scopes.ALL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"token", "revocation", "introspection"})
    void applicationsAreToldHowToSayWhoTheyAreAndOfNoCertificates(String endpoint) {
        assertThat(promised(endpoint + "_endpoint_auth_methods_supported"))
                .contains("client_secret_basic", "client_secret_post", "client_secret_jwt", "private_key_jwt")
                .noneMatch(method -> method.contains("tls"));
    }

    /** With what is no code and no token of anybody's. */
    private static String error(RelyingParty app, String grant) {
        return front.form(
                        "/oauth2/token",
                        Map.of(
                                "grant_type", grant,
                                "code", "x",
                                "redirect_uri", RelyingParty.CALLBACK.toString(),
                                "code_verifier", "x".repeat(43),
                                "refresh_token", "x",
                                "device_code", "x",
                                "subject_token", "x",
                                "subject_token_type", "urn:ietf:params:oauth:token-type:access_token"),
                        Map.of("Authorization", app.authentication().toHTTPAuthorizationHeader()))
                .text("error");
    }
}
