package dev.parley.auth.session;

import dev.parley.api.people.UserId;
import dev.parley.api.session.DeviceId;
import dev.parley.auth.input.Fingerprint;
import dev.parley.auth.input.Secret;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Sign-ins that are half done: the password was right, and a code is owed. Each is good for five minutes, five tries and one sign-in,
 * of this person on this device.
 */
@Component
final class Challenges {

    private static final Duration VALID = Duration.ofMinutes(5);
    private static final int TRIES = 5;
    private static final int BYTES = 32;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Challenges(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Secret open(UserId user, Device device) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        Secret challenge = new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        Instant now = clock.instant();
        jdbc.sql("delete from sign_in_challenge where expires_at <= :now")
                .param("now", utc(now))
                .update();
        jdbc.sql("""
                insert into sign_in_challenge (fingerprint, account, device, device_name, platform, tries, expires_at)
                values (:fingerprint, :account, :device, :name, :platform, 0, :expiresAt)
                """)
                .param("fingerprint", Fingerprint.of(challenge))
                .param("account", user.value())
                .param("device", device.id().value())
                .param("name", device.name())
                .param("platform", device.platform())
                .param("expiresAt", utc(now.plus(VALID)))
                .update();
        return challenge;
    }

    /** Counts a try, whatever comes of it, so that tries at the same time count too. Empty = unknown, used, too old or tried too often. */
    Optional<HalfDone> tryOnce(Secret challenge) {
        int counted = jdbc.sql("""
                update sign_in_challenge set tries = tries + 1
                where fingerprint = :fingerprint and tries < :most and expires_at > :now
                """)
                .param("fingerprint", Fingerprint.of(challenge))
                .param("most", TRIES)
                .param("now", utc(clock.instant()))
                .update();
        return counted == 0
                ? Optional.empty()
                : jdbc.sql(
                                "select account, device, device_name, platform from sign_in_challenge where fingerprint = :fingerprint")
                        .param("fingerprint", Fingerprint.of(challenge))
                        .query(Challenges::halfDone)
                        .optional();
    }

    /** Whether this call was the one that used it up. */
    boolean spend(Secret challenge) {
        return jdbc.sql("delete from sign_in_challenge where fingerprint = :fingerprint")
                        .param("fingerprint", Fingerprint.of(challenge))
                        .update()
                > 0;
    }

    /** Who gave the right password, and where. */
    record HalfDone(UserId user, Device device) {}

    private static HalfDone halfDone(ResultSet row, int number) throws SQLException {
        return new HalfDone(
                new UserId(row.getObject("account", UUID.class)),
                new Device(
                        new DeviceId(row.getObject("device", UUID.class)),
                        row.getString("device_name"),
                        row.getString("platform")));
    }

    private static OffsetDateTime utc(Instant time) {
        return OffsetDateTime.ofInstant(time, ZoneOffset.UTC);
    }
}
