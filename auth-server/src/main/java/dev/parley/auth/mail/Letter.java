package dev.parley.auth.mail;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/**
 * A mail that waits to be written and sent.
 *
 * @param about what its writer needs to know, never a secret
 * @param language of whoever caused it, for a recipient of whom nothing better is known
 */
public record Letter(UUID id, LetterKind kind, String about, Locale language, Instant postedAt, int attempts) {}
