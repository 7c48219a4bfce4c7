package dev.parley.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.tls.TlsFiles;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** A front door with a certificate of its own making. */
class TlsFilesTest {

    private static final char[] PASSWORD = "changeit".toCharArray();

    private static Path certificate;
    private static Path key;
    private static KeyStore trusted;

    @BeforeAll
    static void makeCertificate(@TempDir Path folder) throws Exception {
        Path store = folder.resolve("store.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "door",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost,ip:127.0.0.1",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        new String(PASSWORD))
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
        KeyStore made = KeyStore.getInstance(store.toFile(), PASSWORD);
        certificate = pem(
                folder.resolve("door.crt"),
                "CERTIFICATE",
                made.getCertificate("door").getEncoded());
        key = pem(
                folder.resolve("door.key"),
                "PRIVATE KEY",
                made.getKey("door", PASSWORD).getEncoded());
        trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("door", made.getCertificate("door"));
    }

    @Test
    void theDoorSpeaksTlsWithThem() throws Exception {
        try (var door = new SpringApplicationBuilder(EdgeTest.DoorApplication.class)
                .web(WebApplicationType.REACTIVE)
                .run("--server.port=0", "--parley.tls.certificate=" + certificate, "--parley.tls.private-key=" + key)) {
            String port = door.getEnvironment().getProperty("local.server.port");
            HttpResponse<String> answer = client().send(
                            HttpRequest.newBuilder(URI.create("https://localhost:" + port + "/api/v1/whoami"))
                                    .build(),
                            BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body()).contains("NOT_AUTHENTICATED");
        }
    }

    @Test
    void withoutThemNothingIsSaidOfTls() {
        assertThat(TlsFiles.properties(Map.of("parley.tls.certificate", " ")::get))
                .isEmpty();
    }

    @Test
    void oneWithoutTheOtherIsSaid() {
        assertThatThrownBy(() -> TlsFiles.properties(Map.of("parley.tls.certificate", certificate.toString())::get))
                .isInstanceOf(TlsFiles.Unusable.class)
                .hasMessage("TLS needs both parley.tls.certificate and parley.tls.private-key.");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> TlsFiles.properties(files(certificate, Path.of("nowhere.key"))))
                .hasMessage("The file nowhere.key of the setting parley.tls.private-key cannot be read.");
    }

    @Test
    void filesInEachOthersPlaceAreNamed() {
        assertThatThrownBy(() -> TlsFiles.properties(files(key, certificate)))
                .isInstanceOf(TlsFiles.Unusable.class)
                .hasMessageContaining(certificate.toString())
                .hasMessageContaining("unencrypted private key as PEM");
    }

    private static TlsFiles.Lookup files(Path certificate, Path key) {
        return Map.of("parley.tls.certificate", certificate.toString(), "parley.tls.private-key", key.toString())::get;
    }

    private static HttpClient client() throws GeneralSecurityException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(tls).build();
    }

    private static Path pem(Path file, String kind, byte[] content) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return Files.writeString(file, "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
    }
}
