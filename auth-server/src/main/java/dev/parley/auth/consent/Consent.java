package dev.parley.auth.consent;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What somebody lets an application do, and since when. */
record Consent(UUID application, List<String> scopes, Instant since) {}
