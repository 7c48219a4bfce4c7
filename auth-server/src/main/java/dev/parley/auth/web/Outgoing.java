package dev.parley.auth.web;

import java.io.IOException;
import java.math.BigInteger;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/**
 * Calls addresses that somebody else named, and therefore not every one: https alone, no address of a private network or of this machine,
 * no redirects, little time and small answers.
 */
@Component
public final class Outgoing {

    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final int MAX_BYTES = 64 * 1024;

    private static final Range GLOBAL_UNICAST = Range.of("2000::/3");

    /** Protocols such as Teredo, examples, and IPv4 in a tunnel. */
    private static final List<Range> SPECIAL_V6 = Stream.of("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")
            .map(Range::of)
            .toList();

    private static final List<Range> SPECIAL_V4 = Stream.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/3")
            .map(Range::of)
            .toList();

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final boolean privateToo;

    Outgoing(@Value("${parley.auth.private-addresses:false}") boolean privateToo) {
        this.privateToo = privateToo;
    }

    /** @throws IOException when the address may not be called, or does not answer 200 in time and within 64 KiB */
    public String get(URI address) throws IOException {
        return send(HttpRequest.newBuilder(address).GET(), address);
    }

    /** As {@link #get}, with a form. */
    public String post(URI address, String form) throws IOException {
        return send(
                HttpRequest.newBuilder(address)
                        .header(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_FORM_URLENCODED_VALUE)
                        .POST(BodyPublishers.ofString(form)),
                address);
    }

    private String send(HttpRequest.Builder request, URI address) throws IOException {
        requireAllowed(address);
        CompletableFuture<HttpResponse<String>> coming =
                http.sendAsync(request.build(), BodyHandlers.limiting(BodyHandlers.ofString(), MAX_BYTES));
        try {
            // The client's own timeout ends with the headers; after those an answer could take for ever.
            HttpResponse<String> answer = coming.get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
            if (answer.statusCode() / 100 != 2) {
                throw new IOException(address.getHost() + " answers " + answer.statusCode() + ".");
            }
            return answer.body();
        } catch (TimeoutException e) {
            throw new IOException(address.getHost() + " takes longer than " + ANSWER.toSeconds() + " s.", e);
        } catch (ExecutionException e) {
            throw new IOException(address.getHost() + " cannot be called.", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("The call of " + address.getHost() + " was interrupted.", e);
        } finally {
            coming.cancel(true);
        }
    }

    /**
     * The connection that follows goes where this looked, because Java keeps the answer of the name service for half a minute. Should that run out
     * in between, whoever is there still has to show a certificate for the name.
     */
    private void requireAllowed(URI address) throws IOException {
        if (privateToo) {
            return;
        }
        if (!"https".equals(address.getScheme())) {
            throw new IOException("Only addresses that begin with https:// are called.");
        }
        for (InetAddress each : InetAddress.getAllByName(address.getHost())) {
            if (isPrivate(each)) {
                throw new IOException(address.getHost() + " is not a public address.");
            }
        }
    }

    /** All but what the registries of special addresses leave to the public (RFC 6890). */
    static boolean isPrivate(InetAddress address) {
        return address instanceof Inet6Address
                ? !GLOBAL_UNICAST.contains(address) || SPECIAL_V6.stream().anyMatch(range -> range.contains(address))
                : SPECIAL_V4.stream().anyMatch(range -> range.contains(address));
    }

    /** All addresses with the same first bits. */
    private record Range(InetAddress start, int bits) {

        static Range of(String prefix) {
            String[] parts = prefix.split("/", 2);
            return new Range(InetAddress.ofLiteral(parts[0]), Integer.parseInt(parts[1]));
        }

        boolean contains(InetAddress address) {
            int rest = start.getAddress().length * Byte.SIZE - bits;
            return number(start).shiftRight(rest).equals(number(address).shiftRight(rest));
        }

        private static BigInteger number(InetAddress address) {
            return new BigInteger(1, address.getAddress());
        }
    }
}
