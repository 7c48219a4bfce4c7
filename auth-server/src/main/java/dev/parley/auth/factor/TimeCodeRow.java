package dev.parley.auth.factor;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An authenticator app of somebody's.
 *
 * @param secret sealed
 * @param confirmedAt null as long as no code of it was typed
 * @param lastStep the latest step whose code was taken
 */
record TimeCodeRow(String secret, Instant setUpAt, @Nullable Instant confirmedAt, long lastStep) {}
