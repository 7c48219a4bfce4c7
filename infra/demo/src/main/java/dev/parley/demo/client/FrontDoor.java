package dev.parley.demo.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The product's one address. Carries any request, also a wrong one, and returns whatever comes back. */
public final class FrontDoor implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(20);

    private final URI address;
    private final HttpClient http;

    private FrontDoor(URI address, HttpClient http) {
        this.address = address;
        this.http = http;
    }

    public static FrontDoor at(URI address) {
        // HTTP/1.1 from the start: the upgrade to HTTP/2 that the JDK offers otherwise would be part of every
        // measurement.
        return new FrontDoor(
                address,
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(PATIENCE)
                        .build());
    }

    public URI address() {
        return address;
    }

    HttpClient http() {
        return http;
    }

    /** Where live connections go: the same origin, {@code /ws}. */
    URI live() {
        return URI.create(address.toString().replaceFirst("^http", "ws")).resolve("/ws");
    }

    /**
     * @param path with its query, already encoded
     * @throws NobodyThere when no connection can be made
     */
    public Answer call(String method, String path, Map<String, String> headers, @Nullable String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(path))
                .timeout(PATIENCE)
                .method(
                        method,
                        body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body, StandardCharsets.UTF_8));
        if (body != null && !headers.containsKey("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        headers.forEach(request::header);
        try {
            return Answer.of(http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8)));
        } catch (ConnectException e) {
            throw new NobodyThere(address, e);
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path + " broke off: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for " + method + " " + path, e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
