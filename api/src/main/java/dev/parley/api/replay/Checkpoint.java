package dev.parley.api.replay;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far somebody has come with a replay.
 *
 * @param owner the person, or the application that reads for itself
 * @param position of the last event that they are done with, 0 = none; null = the checkpoint is given up
 */
public record Checkpoint(
        String owner, String name, @Nullable Long position, Instant at) {

    /** Its key on the topic. */
    public String key() {
        return owner + ":" + name;
    }
}
