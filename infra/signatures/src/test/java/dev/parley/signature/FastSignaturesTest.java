package dev.parley.signature;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.factories.DefaultJWSSignerFactory;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Fast ones are in use, on a platform that has some; what they sign is what the JDK signs. */
@EnabledOnOs(value = OS.LINUX, architectures = "amd64")
class FastSignaturesTest {

    @BeforeAll
    static void install() {
        assertThat(FastSignatures.install()).isTrue();
    }

    @Test
    void theyAreTakenByWhoeverNamesNoProvider() throws Exception {
        KeyPair keys = ofTheJdk("secp256r1");
        for (String algorithm : List.of("SHA256withECDSA", "SHA256withECDSAinP1363Format")) {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(keys.getPrivate());
            assertThat(signature.getProvider().getName()).isEqualTo(FastSignatures.NAME);
        }
    }

    @Test
    void installingThemTwiceChangesNothing() {
        List<Provider> before = List.of(Security.getProviders());
        assertThat(FastSignatures.install()).isTrue();
        assertThat(Security.getProviders()).containsExactlyElementsOf(before);
    }

    @Test
    void nothingElseIsTheirs() throws Exception {
        assertThat(MessageDigest.getInstance("SHA-256").getProvider().getName()).isEqualTo("SUN");
        assertThat(new SecureRandom().getProvider().getName()).isEqualTo("SUN");
    }

    @ParameterizedTest
    @MethodSource("keys")
    void tokensOfBothProvidersVerifyEachOther(JWK key) throws Exception {
        Provider jdk = Security.getProvider(key instanceof com.nimbusds.jose.jwk.ECKey ? "SunEC" : "SunRsaSign");
        Provider fast = Security.getProvider(FastSignatures.NAME);
        for (Provider signing : List.of(jdk, fast)) {
            String token = signed(key, signing);
            for (Provider checking : List.of(jdk, fast)) {
                assertThat(isGood(token, key, checking)).isTrue();
                assertThat(isGood(changed(token), key, checking)).isFalse();
            }
        }
    }

    static List<JWK> keys() throws Exception {
        return List.of(
                new ECKeyGenerator(Curve.P_256).algorithm(JWSAlgorithm.ES256).generate(),
                new RSAKeyGenerator(2048).algorithm(JWSAlgorithm.RS256).generate());
    }

    private static String signed(JWK key, Provider provider) throws Exception {
        JWSSigner signer = new DefaultJWSSignerFactory().createJWSSigner(key);
        signer.getJCAContext().setProvider(provider);
        JWSObject token = new JWSObject(
                new JWSHeader(JWSAlgorithm.parse(key.getAlgorithm().getName())), new Payload("a thousand words"));
        token.sign(signer);
        return token.serialize();
    }

    private static boolean isGood(String token, JWK key, Provider provider) throws Exception {
        JWSObject parsed = JWSObject.parse(token);
        DefaultJWSVerifierFactory verifiers = new DefaultJWSVerifierFactory();
        verifiers.getJCAContext().setProvider(provider);
        JWSVerifier verifier = verifiers.createJWSVerifier(parsed.getHeader(), ((AsymmetricJWK) key).toPublicKey());
        return parsed.verify(verifier);
    }

    private static String changed(String token) {
        String[] parts = token.split("\\.", -1);
        return parts[0] + "." + new Payload("a thousand and one words").toBase64URL() + "." + parts[2];
    }

    private static KeyPair ofTheJdk(String curve) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", "SunEC");
        generator.initialize(new ECGenParameterSpec(curve));
        return generator.generateKeyPair();
    }
}
