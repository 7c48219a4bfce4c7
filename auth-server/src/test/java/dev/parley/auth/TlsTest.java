package dev.parley.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;

/** The server as a process of its own, with a certificate of its own. */
@Tag("h2")
@ExtendWith(OutputCaptureExtension.class)
class TlsTest {

    /** Not annotated, because every server of these tests would find it then. */
    static class Commands {

        @Bean
        CommandGateway commandGateway() {
            return new CommandSide().gateway();
        }
    }

    @Test
    void renewedFilesAreTakenUpWhileItRuns(@TempDir Path folder, CapturedOutput output) throws Exception {
        SelfSigned first = SelfSigned.make(folder, "first");
        SelfSigned second = SelfSigned.make(folder, "second");
        Path certificate = folder.resolve("tls.crt");
        Path key = folder.resolve("tls.key");
        first.writeCertificate(certificate);
        first.writeKey(key);
        String[] settings = Stream.concat(
                        new House(folder, new CommandSide())
                                .settings().entrySet().stream()
                                        .map(each -> "--" + each.getKey() + "=" + each.getValue()),
                        Stream.of(
                                "--server.port=0",
                                "--spring.main.sources=" + Commands.class.getName(),
                                "--spring.main.banner-mode=off",
                                "--spring.ssl.bundle.watch.file.quiet-period=100ms",
                                "--parley.tls.certificate=" + certificate,
                                "--parley.tls.private-key=" + key))
                .toArray(String[]::new);
        try (ConfigurableApplicationContext server = AuthServerApplication.run(settings)) {
            int port = server.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
            assertThat(trusts(first, port)).isTrue();
            assertThat(trusts(second, port)).isFalse();

            second.writeCertificate(certificate);
            await().until(() -> output.getOut().contains("Unexpected SSL reload error"));
            assertThat(trusts(first, port)).isTrue();

            second.writeKey(key);
            await().until(() -> trusts(second, port));
            assertThat(trusts(first, port)).isFalse();
        }
    }

    private static boolean trusts(SelfSigned certificate, int port) throws Exception {
        URI page = URI.create("https://localhost:" + port + "/.well-known/openid-configuration");
        try (HttpClient client = certificate.client()) {
            HttpResponse<String> answer =
                    client.send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
            return true;
        } catch (SSLHandshakeException e) {
            return false;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
