package dev.parley.auth.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.SignedJWT;
import dev.parley.auth.AuthServer;
import dev.parley.auth.CommandSide;
import dev.parley.auth.Front;
import dev.parley.auth.House;
import dev.parley.auth.MovingClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyRotationTest {

    private static final Map<String, Object> OFTEN = Map.of("parley.auth.key-check", "20ms");

    private final MovingClock clock = new MovingClock();
    private House house;

    @BeforeEach
    void house(@TempDir Path folder) {
        house = new House(folder, new CommandSide());
    }

    @Test
    void theNextKeyIsPublishedBeforeItSignsAndTheLastOneStaysWhileItsTokensLive() throws Exception {
        try (AuthServer server = house.open(OFTEN, clock)) {
            Front front = new Front(server);
            front.register("ana").expect(201);
            String first = keyOf(front.signIn("ana").expect(200).text("accessToken"));
            assertThat(published(front)).hasSize(2).contains(first);

            clock.passes(Duration.ofDays(89).plusMinutes(1));
            await().until(() -> published(front).size() == 4);
            assertThat(keyOf(front.signIn("ana").expect(200).text("accessToken")))
                    .isEqualTo(first);

            clock.passes(Duration.ofDays(1).minusMinutes(2));
            String last = front.signIn("ana").expect(200).text("accessToken");
            clock.passes(Duration.ofMinutes(2));
            String second = keyOf(front.signIn("ana").expect(200).text("accessToken"));
            assertThat(second).isNotEqualTo(first);
            assertThat(keyOf(last)).isEqualTo(first);
            assertThat(published(front)).contains(first, second);
            front.signOut(last).expect(204);

            clock.passes(Duration.ofHours(3));
            await().until(() -> published(front).size() == 2);
            assertThat(published(front)).contains(second).doesNotContain(first);
        }
    }

    @Test
    void serversThatShareTheFileSignAndVerifyTheSame(@TempDir Path other) throws Exception {
        try (AuthServer one = house.open(OFTEN, clock)) {
            House twin = new House(other, new CommandSide());
            Map<String, Object> shared = Map.of(
                    "parley.auth.key-check",
                    "20ms",
                    "parley.auth.key-file",
                    house.keyFile().toString());
            try (AuthServer two = twin.open(shared, clock)) {
                clock.passes(Duration.ofDays(90));
                await().until(() -> published(new Front(one)).size() == 4
                        && published(new Front(one)).equals(published(new Front(two))));
            }
        }
    }

    @Test
    void aFileOfAnEarlierVersionGoesOn() throws Exception {
        JWK old = new RSAKeyGenerator(2048)
                .algorithm(JWSAlgorithm.RS256)
                .keyID("old")
                .generate();
        Files.createDirectories(house.keyFile().getParent());
        Files.writeString(house.keyFile(), new JWKSet(old).toString(false));
        try (AuthServer server = house.open(OFTEN, clock)) {
            assertThat(published(new Front(server))).contains("old").hasSizeGreaterThan(1);
        }
        assertThat(JWKSet.parse(Files.readString(house.keyFile())).getKeys()).contains(old);
    }

    private static String keyOf(String token) throws Exception {
        return SignedJWT.parse(token).getHeader().getKeyID();
    }

    private static List<String> published(Front front) throws Exception {
        return JWKSet.parse(front.get("/oauth2/jwks").expect(200).http().body()).getKeys().stream()
                .map(JWK::getKeyID)
                .toList();
    }
}
