package dev.parley.auth.throttle;

import java.time.Duration;

/** How long to wait, for people. */
final class Waiting {

    private Waiting() {}

    /** Rounded up, so that it is never too early. */
    static String inWords(Duration wait) {
        long seconds = Math.max(1, wait.plusMillis(999).toSeconds());
        return seconds == 1 ? "a second" : seconds + " seconds";
    }
}
