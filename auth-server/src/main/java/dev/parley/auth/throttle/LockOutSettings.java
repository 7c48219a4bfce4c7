package dev.parley.auth.throttle;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When guessing passwords and codes has to pause.
 *
 * @param failures how many wrong passwords in a row at one account from one address bring the first pause
 * @param failuresPerAccount how many at one account from anywhere; it spares addresses that its owner has signed in from
 * @param codeFailures as {@code failures}, for codes: of six digits, several at a time are right
 * @param codeFailuresPerAccount as {@code failuresPerAccount}, for codes: only who knows the password gets to guess them
 * @param failuresPerAddress how many from one address at whatever; they wear off, one a minute
 * @param firstPause the first pause; each further wrong guess doubles it
 * @param longestPause as long as a pause gets
 * @param forgetAfter how long without wrong guesses until the former ones no longer count
 * @param knownFor for how long an address counts as the owner's after a sign-in
 */
@ConfigurationProperties("parley.auth.lock-out")
record LockOutSettings(
        @DefaultValue("10") int failures,
        @DefaultValue("100") int failuresPerAccount,
        @DefaultValue("5") int codeFailures,
        @DefaultValue("20") int codeFailuresPerAccount,
        @DefaultValue("100") int failuresPerAddress,
        @DefaultValue("30s") Duration firstPause,
        @DefaultValue("1h") Duration longestPause,
        @DefaultValue("24h") Duration forgetAfter,
        @DefaultValue("30d") Duration knownFor) {

    int failures(Guess what) {
        return switch (what) {
            case PASSWORD -> failures;
            case SECOND_FACTOR, USER_CODE -> codeFailures;
        };
    }

    int failuresPerAccount(Guess what) {
        return switch (what) {
            case PASSWORD -> failuresPerAccount;
            case SECOND_FACTOR, USER_CODE -> codeFailuresPerAccount;
        };
    }

    /** How long to pause after this many wrong guesses; zero below the limit. */
    Duration pause(int guesses, int limit) {
        if (guesses < limit) {
            return Duration.ZERO;
        }
        int doublings = Math.min(guesses - limit, 30);
        Duration pause = firstPause.multipliedBy(1L << doublings);
        return pause.compareTo(longestPause) < 0 ? pause : longestPause;
    }
}
