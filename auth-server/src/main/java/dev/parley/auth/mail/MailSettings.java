package dev.parley.auth.mail;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How mails leave.
 *
 * @param host the mail server; empty = mails become {@code .eml} files in {@code outboxDir}
 * @param username empty = without signing in
 * @param security how the connection is protected
 * @param from the sender's address
 * @param timeout how long the mail server may take to connect, and for each of its answers; for a whole mail, six times as long
 * @param outboxDir where mails go without a mail server; only the owner can read them
 * @param retry how long the first wait is after a mail was not taken; it doubles each time, up to 15 minutes
 * @param patience after how long a mail that nobody takes is given up
 */
@ConfigurationProperties("parley.auth.mail")
record MailSettings(
        @DefaultValue("") String host,
        @DefaultValue("587") int port,
        @DefaultValue("") String username,
        @DefaultValue("") String password,
        @DefaultValue("STARTTLS") Security security,
        @DefaultValue("Parley <no-reply@localhost>") String from,
        @DefaultValue("10s") Duration timeout,
        @DefaultValue("./data/outbox") Path outboxDir,
        @DefaultValue("10s") Duration retry,
        @DefaultValue("24h") Duration patience) {

    /** A mail server gives about as many answers before it has taken a mail. */
    private static final int ANSWERS = 6;

    Duration longestAttempt() {
        return timeout.multipliedBy(ANSWERS);
    }

    enum Security {
        /** Plain at first, then encrypted, or not at all. */
        STARTTLS,
        /** Encrypted from the first byte; usually port 465. */
        TLS,
        /** Never encrypted: for a mail server on this machine. */
        NONE
    }

    @Override
    public String toString() {
        return host.isEmpty() ? outboxDir.toString() : host + ":" + port;
    }
}
