package dev.parley.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.dpop.DefaultDPoPProofFactory;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.token.DPoPAccessToken;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.sun.net.httpserver.HttpServer;
import dev.parley.auth.RelyingParty.Journey;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Two servers of one installation share the database and the key files, and neither undoes or repeats what the other does. */
@EnabledIfSystemProperty(named = "parley.test.identity-store", matches = "postgresql")
class TwoServersTest {

    private static final CommandSide commandSide = new CommandSide();

    private static Mailbox mailbox;
    private static JdbcClient store;
    private static AuthServer first;
    private static AuthServer second;

    /** At once, on an empty database and without keys. */
    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        House house = new House(folder, commandSide);
        mailbox = new Mailbox(folder.resolve("outbox"));
        store = JdbcClient.create(IdentityStore.open(folder));
        Callable<AuthServer> opening = () -> house.open(Map.of("parley.auth.private-addresses", "true"));
        List<AuthServer> servers = atOnce(List.of(opening, opening));
        first = servers.getFirst();
        second = servers.getLast();
    }

    @AfterAll
    static void close() {
        first.close();
        second.close();
    }

    @Test
    void theyHaveTheSameKeys() {
        Front here = new Front(first);
        Front there = new Front(second);

        assertThat(there.get("/oauth2/jwks").expect(200).http().body())
                .isEqualTo(here.get("/oauth2/jwks").expect(200).http().body());
        here.register("keys").expect(201);
        there.devices(here.signIn("keys").expect(200).text("accessToken")).expect(200);
        here.devices(there.signIn("keys").expect(200).text("accessToken")).expect(200);
    }

    @Test
    void eachMailIsSentOnce() {
        for (int person = 0; person < 40; person++) {
            new Front(person % 2 == 0 ? first : second)
                    .register("mail" + person)
                    .expect(201);
        }

        await().until(() -> rows("letter") == 0);
        assertThat(mailbox.all().stream().map(Mailbox.Received::to).filter(to -> to.startsWith("mail")))
                .hasSize(40)
                .doesNotHaveDuplicates();
    }

    @Test
    void whatTheCommandSideMissedIsToldByEither() {
        commandSide.goesDown();
        try {
            for (int person = 0; person < 20; person++) {
                new Front(person % 2 == 0 ? first : second)
                        .register("untold" + person)
                        .expect(503);
            }
        } finally {
            commandSide.comesBack();
        }

        await().until(() -> rows("account where not told") == 0);
        for (int person = 0; person < 20; person++) {
            String user = new Front(first).signIn("untold" + person).expect(200).text("user");
            assertThat(commandSide.knows(user)).isTrue();
        }
    }

    @Test
    void eachSignOutIsToldToAnApplicationOnce() throws IOException {
        Queue<String> heard = new ConcurrentLinkedQueue<>();
        HttpServer application = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        application.createContext("/logout", exchange -> {
            try (exchange) {
                heard.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                exchange.sendResponseHeaders(200, -1);
            }
        });
        application.start();
        try {
            RelyingParty party = RelyingParty.register(
                    first,
                    Map.of(
                            "backChannelLogoutUri",
                            "http://127.0.0.1:" + application.getAddress().getPort() + "/logout"));
            Front front = new Front(first);
            front.register("leaver").expect(201);
            for (int browser = 0; browser < 10; browser++) {
                Journey journey = Journey.begin();
                Browser one = new Browser(first);
                party.redeem(RelyingParty.grant(
                        journey,
                        party.signOn(one, party.request(journey, "openid").build(), "leaver")));
            }
            String token = new Front(second).signIn("leaver").expect(200).text("accessToken");
            new Front(second).as(token, "DELETE", "/api/v1/me/devices").expect(204);

            await().until(() -> rows("logout_notice") == 0);
            assertThat(heard).hasSize(10);
        } finally {
            application.stop(0);
        }
    }

    @Test
    void aRefreshTokenIsGoodOnceAtWhicheverOfThem() throws Exception {
        new Front(first).register("racer").expect(201);
        for (int race = 0; race < 10; race++) {
            String token = new Front(first).signIn("racer").expect(200).text("refreshToken");

            List<Integer> answers = atOnce(List.of(
                    () -> new Front(first).refresh(token).status(),
                    () -> new Front(second).refresh(token).status()));

            assertThat(answers).containsExactlyInAnyOrder(200, 401);
        }
    }

    @Test
    void whoSignsOutHereIsOutThere() {
        new Front(first).register("outsider").expect(201);
        String token = new Front(first).signIn("outsider").expect(200).text("accessToken");
        new Front(second).devices(token).expect(200);

        new Front(first).signOut(token).expect(204);

        new Front(second).devices(token).expect(401);
    }

    @Test
    void aProofOfPossessionIsGoodOnceAtWhicheverOfThem() throws Exception {
        new Front(first).register("holder").expect(201);
        RelyingParty here = RelyingParty.register(first);
        RelyingParty there = here.at(second);
        DefaultDPoPProofFactory key =
                new DefaultDPoPProofFactory(new ECKeyGenerator(Curve.P_256).generate(), JWSAlgorithm.ES256);
        // Both are one to their clients: the proxy in front says by which name they were asked.
        URI tokens = URI.create(RelyingParty.ISSUER + "/oauth2/token");
        SignedJWT proof = key.createDPoPJWT("POST", tokens);
        DPoPAccessToken token = (DPoPAccessToken)
                OIDCTokenResponse.parse(tokenRequest(here, "holder", proof).send())
                        .getTokens()
                        .getAccessToken();
        assertThat(tokenRequest(there, "holder", proof).send().getBodyAsJSONObject())
                .containsEntry("error", "invalid_dpop_proof");

        URI userinfo = URI.create(RelyingParty.ISSUER + "/userinfo");
        Map<String, String> headers = Map.of(
                "Authorization",
                "DPoP " + token.getValue(),
                "DPoP",
                key.createDPoPJWT("GET", userinfo, token).serialize(),
                "X-Forwarded-Proto",
                "https",
                "X-Forwarded-Host",
                userinfo.getHost(),
                "X-Forwarded-Port",
                "443");
        new Front(first).send("GET", "/userinfo", null, headers).expect(200);
        new Front(second).send("GET", "/userinfo", null, headers).expect(401);
    }

    private static HTTPRequest tokenRequest(RelyingParty app, String person, SignedJWT proof) {
        Journey journey = Journey.begin();
        URI answer = app.signOn(app.browser(), app.request(journey, "openid").build(), person);
        HTTPRequest request = app.onTheWire(new TokenRequest.Builder(
                        URI.create(RelyingParty.ISSUER + "/oauth2/token"),
                        app.authentication(),
                        RelyingParty.grant(journey, answer))
                .build()
                .toHTTPRequest());
        request.setHeader("X-Forwarded-Proto", "https");
        request.setHeader("X-Forwarded-Host", "chat.example.org");
        request.setHeader("X-Forwarded-Port", "443");
        request.setDPoP(proof);
        return request;
    }

    private static int rows(String table) {
        return store.sql("select count(*) from " + table).query(Integer.class).single();
    }

    private static <T> List<T> atOnce(List<Callable<T>> work) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<T> results = new ArrayList<>();
            for (Future<T> each : threads.invokeAll(work)) {
                results.add(each.get());
            }
            return results;
        }
    }
}
