package dev.parley.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;

/** What a {@link Messenger} was built with. */
record Settings(
        List<URI> gateways,
        TokenSource tokens,
        HeadStore heads,
        HttpClient http,
        int buffer,
        int outbox,
        Duration quiet,
        Duration shortestPause,
        Duration longestPause) {

    /** How long a connection may take to be opened and greeted. */
    static final Duration GREETING = Duration.ofSeconds(15);

    /** The server gives up on a command after 30 s; whoever has heard nothing by then will not. */
    static final Duration ANSWER = Duration.ofSeconds(45);
}
