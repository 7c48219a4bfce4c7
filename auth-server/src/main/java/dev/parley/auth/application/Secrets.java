package dev.parley.auth.application;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.parley.api.CommandRefused;
import dev.parley.api.InvalidInput;
import dev.parley.api.Reason;
import dev.parley.auth.application.SecretRows.Kept;
import dev.parley.auth.input.Fingerprint;
import dev.parley.auth.input.Secret;
import dev.parley.auth.key.Sealing;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes and keeps the secrets of applications: 256 random bits each, several at once, so that one can follow the other. */
@Component
final class Secrets {

    private static final int BYTES = 32;
    private static final int MAX = 5;
    private static final Duration LONGEST = Duration.ofDays(3660);

    private final SecretRows rows;
    private final Sealing sealing;
    private final Clock clock;
    private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();
    private final SecureRandom random = new SecureRandom();

    Secrets(SecretRows rows, Sealing sealing, Clock clock) {
        this.rows = rows;
        this.sealing = sealing;
        this.clock = clock;
    }

    /** A new one beside those it has. Called in a transaction that holds the application's lock. */
    NewSecret add(UUID application, @Nullable Instant expiresAt) {
        Instant now = clock.instant();
        if (expiresAt != null && (expiresAt.isBefore(now) || expiresAt.isAfter(now.plus(LONGEST)))) {
            throw new InvalidInput("expiresAt", "A secret expires in the future, within ten years.");
        }
        List<Kept> kept = rows.of(application);
        if (kept.size() >= MAX) {
            throw new CommandRefused(
                    Reason.CONFLICT,
                    "An application has at most " + MAX + " secrets; remove one that nobody uses any more.");
        }
        UUID id = ids.generate();
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        Secret secret = new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        rows.add(
                application,
                new Kept(
                        new ApplicationSecret(id, now, expiresAt, null),
                        Fingerprint.of(secret),
                        sealing.seal(secret, place(id))));
        return new NewSecret(id, secret, now, expiresAt);
    }

    List<ApplicationSecret> of(UUID application) {
        return rows.of(application).stream().map(Kept::about).toList();
    }

    boolean remove(UUID application, UUID secret) {
        return rows.remove(application, secret);
    }

    /** The fingerprints of those that are good now. */
    List<String> fingerprints(UUID application) {
        return good(application).map(Kept::fingerprint).toList();
    }

    /** Those that are good now, in clear: only with them can an HMAC be checked. */
    List<Secret> revealed(UUID application) {
        return good(application)
                .map(kept -> sealing.open(kept.sealed(), place(kept.about().secret())))
                .toList();
    }

    private Stream<Kept> good(UUID application) {
        Instant now = clock.instant();
        return rows.of(application).stream().filter(kept -> kept.isGood(now));
    }

    private static String place(UUID secret) {
        return "application_secret/" + secret;
    }
}
