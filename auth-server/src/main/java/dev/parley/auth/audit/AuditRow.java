package dev.parley.auth.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An entry as it is kept, still without its place in the chain.
 *
 * @param id grows with time (UUID version 7)
 * @param at to the microsecond, which is what databases keep
 * @param details a JSON object
 */
record AuditRow(
        UUID id,
        Instant at,
        String kind,
        @Nullable UUID actor,
        @Nullable UUID subject,
        @Nullable String client,
        @Nullable String session,
        @Nullable String address,
        @Nullable String trace,
        String details) {}
