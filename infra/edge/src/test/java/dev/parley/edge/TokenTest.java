package dev.parley.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.parley.api.people.Role;
import dev.parley.api.people.UserId;
import dev.parley.api.session.Revocation.ClientShutOut;
import dev.parley.api.session.Revocation.ConsentWithdrawn;
import dev.parley.api.session.Revocation.PersonShutOut;
import dev.parley.api.session.Revocation.RolesChanged;
import dev.parley.api.session.Revocation.SessionEnded;
import dev.parley.api.session.Revocation.TokenGivenBack;
import dev.parley.signature.FastSignatures;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.Security;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Which tokens a door takes, with what people try, and when it stops taking them. */
class TokenTest {

    private final SessionsTopic topic = new SessionsTopic();
    private Issuer issuer;
    private ConfigurableApplicationContext door;
    private WebTestClient http;

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({EdgeConfiguration.class, Door.class})
    static class DoorApplication {}

    @RestController
    static class Door {

        @GetMapping("/api/v1/whoami")
        String whoAmI() {
            return "you";
        }
    }

    @BeforeEach
    void issuer() throws IOException {
        issuer = new Issuer();
        open();
    }

    private void open(String... settings) {
        String[] all = new String[settings.length + 3];
        all[0] = "--server.port=0";
        all[1] = "--parley.auth.issuer=" + Issuer.NAME;
        all[2] = "--parley.auth.jwks-uri=" + issuer.address();
        System.arraycopy(settings, 0, all, 3, settings.length);
        if (door != null) {
            door.close();
        }
        door = new SpringApplicationBuilder(DoorApplication.class)
                .initializers(context -> context.getBeanFactory().registerSingleton("sessionsTopic", topic))
                .run(all);
        http = WebTestClient.bindToServer()
                .baseUrl("http://127.0.0.1:" + door.getEnvironment().getProperty("local.server.port"))
                .build();
    }

    @AfterEach
    void close() {
        door.close();
        issuer.close();
    }

    private int status(String token) {
        return http.get()
                .uri("/api/v1/whoami")
                .headers(headers -> headers.setBearerAuth(token))
                .exchange()
                .returnResult(Void.class)
                .getStatus()
                .value();
    }

    private void taken(String token) {
        assertThat(status(token)).isEqualTo(200);
    }

    private void refused(String token) {
        assertThat(status(token)).isEqualTo(401);
    }

    private void isSoonRefused(String token) {
        await().until(() -> status(token) == 401);
    }

    @Test
    void aTokenOfOursIsTakenAgainAndAgainOnOneLookAtTheKeys() {
        String token = issuer.good();
        for (int time = 0; time < 5; time++) {
            taken(token);
            taken(issuer.good());
        }
        assertThat(issuer.fetches()).isEqualTo(1);
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
    void signaturesAreCheckedByNativeCode() {
        assertThat(Security.getProvider(FastSignatures.NAME)).isNotNull();
    }

    @Test
    void onesOutOfTheirTimeAreRefused() {
        refused(issuer.signed(
                Issuer.claims().expirationTime(Date.from(Instant.now().minusSeconds(60)))));
        refused(issuer.signed(
                Issuer.claims().notBeforeTime(Date.from(Instant.now().plusSeconds(60)))));
        refused(issuer.signed(Issuer.claims().expirationTime(null)));
    }

    @Test
    void oneThatWasTakenIsRefusedOnceItHasExpired() {
        open("--parley.auth.clock-skew=0s");
        String token = issuer.signed(
                Issuer.claims().expirationTime(Date.from(Instant.now().plusSeconds(2))));
        taken(token);
        isSoonRefused(token);
    }

    @Test
    void onesForOthersAreRefused() {
        refused(issuer.signed(Issuer.claims().issuer("http://elsewhere.example")));
        refused(issuer.signed(Issuer.claims().audience("another-service")));
        refused(Issuer.signed(Issuer.header("ours").type(JOSEObjectType.JWT).build(), Issuer.claims(), issuer.key()));
    }

    @Test
    void onesThatNobodyOrAnybodySignedAreRefused() throws JOSEException {
        refused("nonsense");
        refused(new PlainJWT(Issuer.claims().build()).serialize());
        String good = issuer.good();
        refused(good.substring(0, good.lastIndexOf('.') + 1));
        refused(Issuer.signed(Issuer.claims(), Issuer.strangersKey("ours")));
        SignedJWT confused = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256)
                        .keyID("ours")
                        .type(new JOSEObjectType("at+jwt"))
                        .build(),
                Issuer.claims().build());
        confused.sign(new MACSigner(issuer.key().toECPublicKey().getEncoded()));
        refused(confused.serialize());
        SignedJWT asText = new SignedJWT(confused.getHeader(), Issuer.claims().build());
        asText.sign(new MACSigner(issuer.key().toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8)));
        refused(asText.serialize());
    }

    @Test
    void aKeyThatATokenBringsItselfCountsForNothing() throws IOException {
        ECKey theirs = Issuer.strangersKey("theirs");
        try (Issuer stranger = new Issuer()) {
            URI elsewhere = URI.create(stranger.address());
            refused(Issuer.signed(
                    Issuer.header("ours").jwk(theirs.toPublicJWK()).build(), Issuer.claims(), theirs));
            refused(Issuer.signed(Issuer.header("ours").jwkURL(elsewhere).build(), Issuer.claims(), stranger.key()));
            refused(Issuer.signed(
                    Issuer.header("ours").x509CertURL(elsewhere).build(), Issuer.claims(), stranger.key()));
            assertThat(stranger.fetches()).isZero();
        }
    }

    @Test
    void namesOfKeysThatThereAreNotMakeNoStorm() {
        taken(issuer.good());
        for (int number = 0; number < 50; number++) {
            refused(Issuer.signed(Issuer.claims(), Issuer.strangersKey("made-up-" + number)));
        }
        refused(Issuer.signed(Issuer.claims(), Issuer.strangersKey("../../ours' or 1=1 --")));
        assertThat(issuer.fetches()).isEqualTo(1);
    }

    @Test
    void aNewKeyOfTheIssuersIsFoundWhenItIsFirstUsed() {
        open("--parley.auth.key-pause=0s");
        taken(issuer.good());
        taken(Issuer.signed(Issuer.claims(), issuer.newKey("next")));
        taken(issuer.good());
        assertThat(issuer.fetches()).isEqualTo(2);
    }

    @Test
    void oneThatIsFarTooLongIsRefused() {
        assertThat(status(issuer.signed(Issuer.claims().claim("more", "x".repeat(7_000)))))
                .isIn(200, 401, 413, 431);
        assertThat(status(issuer.signed(Issuer.claims().claim("more", "x".repeat(100_000)))))
                .isIn(400, 401, 413, 431);
        taken(issuer.good());
    }

    @Test
    void anEndedSessionTakesItsTokensWithItAndNoOther() {
        String session = UUID.randomUUID().toString();
        String token = issuer.signed(Issuer.claims().claim("sid", session));
        String other = issuer.good();
        taken(token);
        taken(other);

        topic.tell(new SessionEnded(session, new UserId(Issuer.ANA), null, Instant.now()));

        isSoonRefused(token);
        refused(issuer.signed(Issuer.claims().claim("sid", session)));
        taken(other);
    }

    @Test
    void whatWasRevokedBeforeTheDoorOpenedStaysSo() {
        String session = UUID.randomUUID().toString();
        topic.tell(new SessionEnded(session, null, null, Instant.now()));
        open();

        refused(issuer.signed(Issuer.claims().claim("sid", session)));
    }

    @Test
    void whoIsShutOutIsSoWithAllThatWasIssuedUntilThen() {
        UUID ben = UUID.randomUUID();
        String token = issuer.signed(Issuer.claims().subject(ben.toString()));
        taken(token);

        topic.tell(new PersonShutOut(new UserId(ben), Instant.now()));

        isSoonRefused(token);
        taken(issuer.signed(Issuer.claims()
                .subject(ben.toString())
                .issueTime(Date.from(Instant.now().plusSeconds(2)))));
        taken(issuer.good());
    }

    /** The new one may be of the same second. */
    @Test
    void whoseRolesChangeNeedsATokenThatSaysSo() {
        Date now = new Date();
        String before = issuer.signed(Issuer.claims().claim("roles", List.of("user", "moderator")));
        taken(before);

        topic.tell(new RolesChanged(new UserId(Issuer.ANA), Set.of(Role.USER), Instant.now()));

        isSoonRefused(before);
        taken(issuer.signed(Issuer.claims().issueTime(now).claim("roles", List.of("user"))));
    }

    @Test
    void oneThatIsBoundToAKeyIsRefusedWithoutAProof() {
        refused(issuer.signed(Issuer.claims().claim("cnf", Map.of("jkt", "x"))));
    }

    @Test
    void aRemovedApplicationIsShutOutForEverybody() {
        String token = issuer.signed(Issuer.claims().claim("client_id", "weather"));
        taken(token);

        topic.tell(new ClientShutOut("weather", Instant.now()));

        isSoonRefused(token);
        taken(issuer.good());
    }

    /** An exchanged token is of a session that goes on, so nothing else ends it. */
    @Test
    void anApplicationThatMayNoLongerActForSomebodyIsShutOutForThemAlone() {
        String session = UUID.randomUUID().toString();
        String token = issuer.signed(Issuer.claims().claim("sid", session).claim("client_id", "weather"));
        String ofTheSameSession = issuer.signed(Issuer.claims().claim("sid", session));
        String forSomebodyElse = issuer.signed(
                Issuer.claims().subject(UUID.randomUUID().toString()).claim("client_id", "weather"));
        taken(token);

        topic.tell(new ConsentWithdrawn(new UserId(Issuer.ANA), "weather", Instant.now()));

        isSoonRefused(token);
        taken(ofTheSameSession);
        taken(forSomebodyElse);
        taken(issuer.signed(Issuer.claims()
                .claim("client_id", "weather")
                .issueTime(Date.from(Instant.now().plusSeconds(2)))));
    }

    @Test
    void aTokenThatWasGivenBackEndsAlone() {
        String session = UUID.randomUUID().toString();
        String token = issuer.signed(Issuer.claims().claim("sid", session).jwtID("given back"));
        String another = issuer.signed(Issuer.claims().claim("sid", session));
        taken(token);

        topic.tell(new TokenGivenBack("given back", Instant.now()));

        isSoonRefused(token);
        taken(another);
    }

    @Test
    void aRecordThatNobodyUnderstandsStopsNothing() {
        String token = issuer.good();
        topic.append("{\"type\": \"SomethingNew\"}");
        topic.append("rubbish");
        topic.tell(new PersonShutOut(new UserId(Issuer.ANA), Instant.now()));

        isSoonRefused(token);
    }

    @Test
    void nobodyIsLetInBlindly() {
        topic.isOutOfReach(true);
        open("--parley.auth.unheard-for=1s");
        String token = issuer.good();
        assertThat(status(token)).isEqualTo(503);
        assertThat(health()).contains("No broker answers");

        topic.isOutOfReach(false);
        await().until(() -> status(token) == 200);

        topic.isOutOfReach(true);
        await().until(() -> status(token) == 503);
    }

    @Test
    void withoutTheIssuersKeysNobodyCanTell() {
        issuer.close();

        assertThat(status(issuer.good())).isEqualTo(503);
    }

    private String health() {
        return new String(
                http.get()
                        .uri("/actuator/health")
                        .exchange()
                        .expectBody()
                        .returnResult()
                        .getResponseBodyContent(),
                StandardCharsets.UTF_8);
    }
}
