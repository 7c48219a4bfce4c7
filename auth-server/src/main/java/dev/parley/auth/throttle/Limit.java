package dev.parley.auth.throttle;

import java.time.Duration;

/** What is counted. The key that goes with it says for whom. */
public enum Limit {
    /** Per address. */
    REGISTRATIONS(Duration.ofMinutes(1)),
    /** Per address, right or wrong. */
    SIGN_INS(Duration.ofMinutes(1)),
    /** Per address: what makes us remember something before anybody has shown who they are. */
    BEGINNINGS(Duration.ofMinutes(1)),
    /** Per address, at the OAuth2 endpoints. */
    TOKEN_REQUESTS(Duration.ofMinutes(1)),
    /** Per address: refused ones alone, because guessing codes and tokens shows in those. */
    FAILED_TOKEN_REQUESTS(Duration.ofMinutes(1)),
    /** Per application and address: ones with a wrong secret. */
    FAILED_CLIENT_SECRETS(Duration.ofMinutes(1)),
    /** Per address. */
    PASSWORD_RESETS(Duration.ofHours(1)),
    /** Per account, and per mailbox that nobody has proved to be theirs: mails that somebody asked for. */
    MAILS(Duration.ofHours(1));

    private final Duration period;

    Limit(Duration period) {
        this.period = period;
    }

    Duration period() {
        return period;
    }
}
