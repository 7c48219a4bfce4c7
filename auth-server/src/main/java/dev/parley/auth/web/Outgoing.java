package dev.parley.auth.web;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
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
        try {
            HttpResponse<String> answer = http.send(
                    request.timeout(ANSWER).build(), BodyHandlers.limiting(BodyHandlers.ofString(), MAX_BYTES));
            if (answer.statusCode() / 100 != 2) {
                throw new IOException(address.getHost() + " answers " + answer.statusCode() + ".");
            }
            return answer.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("The call of " + address.getHost() + " was interrupted.", e);
        }
    }

    /** The connection that follows goes where this looked: Java keeps the answer of the name service for half a minute. */
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

    static boolean isPrivate(InetAddress address) {
        byte[] bytes = address.getAddress();
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        boolean special = address instanceof Inet6Address
                ? (first & 0xfe) == 0xfc // unique local
                        || (first == 0x00 && second == 0x64) // 64:ff9b::, IPv4 behind a translator
                        || (first == 0x20 && second == 0x02) // 2002::, IPv4 in a tunnel
                : first == 0 || first >= 240 || (first == 100 && second >= 64 && second < 128);
        return special
                || address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress();
    }
}
