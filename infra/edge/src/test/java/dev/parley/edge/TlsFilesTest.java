package dev.parley.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.parley.tls.TlsFiles;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** A front door with certificates of its own making. */
class TlsFilesTest {

    private static SelfSigned first;
    private static SelfSigned second;
    private static Path certificate;
    private static Path key;

    @BeforeAll
    static void makeCertificates(@TempDir Path folder) throws Exception {
        first = SelfSigned.make(folder, "first");
        second = SelfSigned.make(folder, "second");
        certificate = folder.resolve("door.crt");
        key = folder.resolve("door.key");
        first.writeCertificate(certificate);
        first.writeKey(key);
    }

    /** By its name and by its address: clients that go by an address name no server in the handshake. */
    @Test
    void theDoorSpeaksTlsWithThemAndTakesUpRenewedOnesAsItRuns(@TempDir Path folder) throws Exception {
        Path itsCertificate = Files.copy(certificate, folder.resolve("renewed.crt"));
        Path itsKey = Files.copy(key, folder.resolve("renewed.key"));
        try (var door = new SpringApplicationBuilder(EdgeTest.DoorApplication.class)
                .web(WebApplicationType.REACTIVE)
                .run(
                        "--server.port=0",
                        "--spring.ssl.bundle.watch.file.quiet-period=100ms",
                        "--parley.tls.certificate=" + itsCertificate,
                        "--parley.tls.private-key=" + itsKey)) {
            String port = door.getEnvironment().getRequiredProperty("local.server.port");
            for (String host : List.of("localhost", "127.0.0.1")) {
                assertThat(isTrusted(first, host, port)).isTrue();
                assertThat(isTrusted(second, host, port)).isFalse();
            }

            second.writeCertificate(itsCertificate);
            second.writeKey(itsKey);

            for (String host : List.of("localhost", "127.0.0.1")) {
                await().until(() -> isTrusted(second, host, port));
                assertThat(isTrusted(first, host, port)).isFalse();
            }
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

    private static boolean isTrusted(SelfSigned certificate, String host, String port) throws Exception {
        URI whoAmI = URI.create("https://" + host + ":" + port + "/api/v1/whoami");
        try (HttpClient client = certificate.client()) {
            HttpResponse<String> answer =
                    client.send(HttpRequest.newBuilder(whoAmI).build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.body()).contains("NOT_AUTHENTICATED");
            return true;
        } catch (SSLHandshakeException e) {
            return false;
        }
    }
}
