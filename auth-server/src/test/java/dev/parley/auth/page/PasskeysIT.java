package dev.parley.auth.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.claims.ACR;
import dev.parley.auth.AuthServer;
import dev.parley.auth.CommandSide;
import dev.parley.auth.Front;
import dev.parley.auth.House;
import dev.parley.auth.RelyingParty;
import dev.parley.auth.RelyingParty.Journey;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.virtualauthenticator.VirtualAuthenticatorOptions;

/** Passkeys in a real browser with an authenticator of its own making. */
class PasskeysIT {

    private static final String HOME = "/id/security/passkeys";

    private static AuthServer server;
    private static Chromium chromium;

    @BeforeAll
    static void open(@TempDir Path folder) throws IOException {
        int port = freePort();
        String origin = "http://localhost:" + port;
        chromium = Chromium.at(origin, "en");
        server = new House(folder, new CommandSide())
                .open(Map.of("parley.auth.issuer", origin, "server.port", String.valueOf(port)));
        new Front(server).register("ana").expect(201);
        chromium.driver()
                .addVirtualAuthenticator(new VirtualAuthenticatorOptions()
                        .setProtocol(VirtualAuthenticatorOptions.Protocol.CTAP2)
                        .setTransport(VirtualAuthenticatorOptions.Transport.INTERNAL)
                        .setHasResidentKey(true)
                        .setHasUserVerification(true)
                        .setIsUserVerified(true));
    }

    @AfterAll
    static void close() {
        if (chromium != null) {
            chromium.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @Test
    void aPasskeyIsMadeAndSignsInAndIsRemoved() {
        RelyingParty app = RelyingParty.register(server);
        signInByPassword();
        make("my laptop");
        signOut();

        AuthenticationRequest request = app.request(Journey.begin(), "openid")
                .acrValues(List.of(new ACR("urn:parley:acr:phishing-resistant")))
                .build();
        chromium.open(RelyingParty.path(request.toURI()));
        look("sign-in-passkey");
        chromium.find("#passkey button").click();
        chromium.awaitAddress("/id/consent");

        chromium.open(HOME);
        look("passkeys-one");
        chromium.find("input[type=radio]").click();
        chromium.type("#remove-password", Front.PASSWORD);
        chromium.follow("button.danger");
        signOut();
        chromium.open("/id/sign-in");
        chromium.follow("#passkey button");
        assertThat(chromium.find("[role=alert]").getText()).contains("This passkey was not accepted");
    }

    private static void make(String name) {
        chromium.open("/id/security");
        chromium.follow("a[href='" + HOME + "']");
        look("passkeys-none");
        chromium.type("#name", name);
        chromium.type("#password", Front.PASSWORD);
        chromium.follow("#add button");
        look("passkey-new");
        chromium.follow("#passkey button");
        assertThat(chromium.find("main fieldset").getText()).contains(name);
    }

    private static void signInByPassword() {
        chromium.open("/id/sign-in");
        chromium.type("#username", "ana");
        chromium.type("#password", Front.PASSWORD);
        chromium.follow("main button");
    }

    private static void signOut() {
        chromium.open("/id/sign-out");
        chromium.follow("main button");
    }

    private static void look(String name) {
        chromium.expectAccessible(name);
        chromium.picture(name);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
