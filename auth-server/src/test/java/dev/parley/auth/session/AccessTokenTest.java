package dev.parley.auth.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.parley.auth.Answer;
import dev.parley.auth.AuthServer;
import dev.parley.auth.CommandSide;
import dev.parley.auth.Front;
import dev.parley.auth.House;
import dev.parley.signature.FastSignatures;
import java.nio.file.Path;
import java.security.Security;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtTypeValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

class AccessTokenTest {

    private static AuthServer server;
    private static Front front;

    @BeforeAll
    static void open(@TempDir Path folder) {
        server = new House(folder, new CommandSide()).open(Map.of("parley.auth.access-token-ttl", "10m"));
        front = new Front(server);
        front.register("ana").expect(201);
    }

    @AfterAll
    static void close() {
        server.close();
    }

    @Test
    void anybodyCanVerifyItAgainstThePublishedKeys() throws Exception {
        SignedJWT token = SignedJWT.parse(front.signIn("ana").text("accessToken"));
        JWKSet published =
                JWKSet.parse(front.get("/oauth2/jwks").expect(200).http().body());

        var key = published.getKeyByKeyId(token.getHeader().getKeyID()).toECKey();

        assertThat(token.verify(new ECDSAVerifier(key))).isTrue();
        assertThat(token.getHeader().getAlgorithm().getName()).isEqualTo("ES256");
        assertThat(token.getHeader().getType().getType()).isEqualTo("at+jwt");
        assertThat(published.getKeys()).noneMatch(each -> each.isPrivate());
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
    void itIsSignedByNativeCode() {
        assertThat(Security.getProvider(FastSignatures.NAME)).isNotNull();
    }

    @Test
    void itSaysWhoMayDoWhatFromWhereAndHowLong() throws Exception {
        UUID phone = UUID.randomUUID();
        Answer answer = front.signInOn(phone, "ana");
        JWTClaimsSet claims = SignedJWT.parse(answer.text("accessToken")).getJWTClaimsSet();

        assertThat(claims.getIssuer()).isEqualTo("https://chat.example.org");
        assertThat(claims.getAudience()).containsExactly("parley");
        assertThat(claims.getSubject()).isEqualTo(answer.text("user"));
        assertThat(claims.getStringClaim("device")).isEqualTo(phone.toString());
        assertThat(claims.getStringListClaim("scope")).containsExactlyInAnyOrder("chat", "openid", "profile", "email");
        assertThat(claims.getStringListClaim("roles")).containsExactly("user");
        assertThat(claims.getJWTID()).isNotEmpty();
        assertThat(claims.getStringClaim("sid")).isNotEmpty();
        assertThat(claims.getStringClaim("client_id")).isEqualTo("parley");
        assertThat(claims.getStringClaim("acr")).isEqualTo("urn:parley:acr:password");
        assertThat(claims.getStringListClaim("amr")).containsExactly("pwd");
        assertThat(Duration.between(
                        claims.getIssueTime().toInstant(),
                        claims.getExpirationTime().toInstant()))
                .isEqualTo(Duration.ofMinutes(10));
        assertThat(answer.body().path("expiresIn").asInt()).isEqualTo(600);
    }

    @Test
    void aRenewedOneIsOfTheSameSessionAndTheSameSignIn() throws Exception {
        Answer first = front.signIn("ana");
        JWTClaimsSet before = SignedJWT.parse(first.text("accessToken")).getJWTClaimsSet();
        JWTClaimsSet after = SignedJWT.parse(
                        front.refresh(first.text("refreshToken")).expect(200).text("accessToken"))
                .getJWTClaimsSet();

        for (String claim : List.of("sid", "device", "client_id", "auth_time", "acr", "amr")) {
            assertThat(after.getClaim(claim)).as(claim).isNotNull().isEqualTo(before.getClaim(claim));
        }
    }

    @Test
    void theResourceServersOfTheHouseTakeIt() {
        var decoder = NimbusJwtDecoder.withJwkSetUri("http://127.0.0.1:" + server.port() + "/oauth2/jwks")
                .jwsAlgorithm(SignatureAlgorithm.ES256)
                .build();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                new JwtTypeValidator("at+jwt"),
                new JwtTimestampValidator(),
                new JwtIssuerValidator("https://chat.example.org")));

        assertThat(decoder.decode(front.signIn("ana").text("accessToken")).getClaimAsStringList("scope"))
                .contains("chat");
    }

    @Test
    void noTwoAreAlike() {
        assertThat(front.signIn("ana").text("accessToken"))
                .isNotEqualTo(front.signIn("ana").text("accessToken"));
    }
}
