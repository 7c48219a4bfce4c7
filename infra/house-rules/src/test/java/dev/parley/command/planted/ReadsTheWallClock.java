package dev.parley.command.planted;

import java.time.Instant;

/** Breaks a rule on purpose. */
public class ReadsTheWallClock {

    public Instant now() {
        return Instant.now();
    }
}
