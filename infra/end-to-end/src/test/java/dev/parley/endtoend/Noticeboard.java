package dev.parley.endtoend;

import dev.parley.demo.client.Answer;
import dev.parley.demo.client.Eventually;
import dev.parley.demo.client.FrontDoor;
import dev.parley.demo.client.NobodyThere;
import dev.parley.demo.client.Person;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The example of an application of somebody else's, running as a process of its own. */
final class Noticeboard implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(2);

    private final Process process;
    private final String address;
    private final String client;

    private Noticeboard(Process process, String address, String client) {
        this.process = process;
        this.address = address;
        this.client = client;
    }

    /** Registered by {@code owner} over REST, then started and ready. */
    static Noticeboard start(Product product, Person owner) throws IOException {
        int port = freePort();
        String address = "http://127.0.0.1:" + port;
        Answer registered = owner.rest()
                .call("POST", "/applications", Map.of(), """
                        {"name": "Noticeboard", "grantTypes": ["authorization_code", "refresh_token"],
                         "scopes": ["openid", "profile", "email", "conversations:read"],
                         "redirectUris": ["%1$s/login/oauth2/code/parley"], "postLogoutRedirectUris": ["%1$s/"],
                         "backChannelLogoutUri": "%1$s/logout/connect/back-channel/parley"}""".formatted(address))
                .orRefused();
        String client = registered.body().path("application").asString("");
        String secret = registered.body().path("newSecret").path("clientSecret").asString("");
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-cp",
                        Product.home().resolve("infra/examples/sso/target/lib") + "/*",
                        "dev.parley.example.sso.Noticeboard",
                        "--server.port=" + port,
                        "--parley=" + product.door().address(),
                        "--client-id=" + client,
                        "--client-secret=" + secret))
                .redirectErrorStream(true)
                .start();
        Processes.endWithThisJvm(process);
        Output output = Output.of(process);
        Noticeboard started = new Noticeboard(process, address, client);
        try (FrontDoor door = FrontDoor.at(URI.create(address))) {
            Eventually.see("the noticeboard:\n" + output.text(), () -> answers(door), there -> there, START);
        }
        return started;
    }

    String address() {
        return address;
    }

    String client() {
        return client;
    }

    private static boolean answers(FrontDoor door) {
        try {
            return door.call("GET", "/", Map.of(), null).status() == 200;
        } catch (NobodyThere e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        Processes.killTree(process);
    }
}
