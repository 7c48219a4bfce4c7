package dev.parley.auth.admin;

import dev.parley.api.InvalidInput;
import dev.parley.api.people.Role;
import dev.parley.api.people.UserId;
import dev.parley.auth.audit.Audit;
import dev.parley.auth.audit.AuditEntry;
import dev.parley.auth.audit.AuditKind;
import dev.parley.auth.input.Fingerprint;
import dev.parley.auth.input.Secret;
import dev.parley.auth.oauth.TokenSettings;
import dev.parley.auth.role.Roles;
import dev.parley.auth.session.Revocations;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Makes somebody the first administrator who can read this server's console or log, and nobody else: there is no default password. As
 * long as there is no administrator, each start makes a new link that is good for one use within a day; the one before it is worth nothing then.
 */
@Component
public final class FirstAdministrator {

    private static final Duration GOOD_FOR = Duration.ofHours(24);
    private static final int BYTES = 32;

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;
    private final Roles roles;
    private final Revocations revocations;
    private final Audit audit;
    private final TokenSettings settings;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    FirstAdministrator(
            JdbcClient jdbc,
            TransactionOperations transactions,
            Roles roles,
            Revocations revocations,
            Audit audit,
            TokenSettings settings,
            Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.roles = roles;
        this.revocations = revocations;
        this.audit = audit;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * The address where somebody becomes the first administrator; empty when there is one. The secret stands behind the {@code #}, which
     * browsers keep to themselves: it gets into no log of a server or a proxy on the way, and into no Referer.
     */
    public Optional<String> newLink() {
        return transactions.execute(transaction -> {
            jdbc.sql("delete from first_administrator").update();
            if (roles.anyAdministrator()) {
                return Optional.<String>empty();
            }
            byte[] bytes = new byte[BYTES];
            random.nextBytes(bytes);
            Secret token = new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
            jdbc.sql("insert into first_administrator (fingerprint, expires_at) values (:fingerprint, :expiresAt)")
                    .param("fingerprint", Fingerprint.of(token))
                    .param("expiresAt", utc(clock.instant().plus(GOOD_FOR)))
                    .update();
            return Optional.of(settings.issuer() + "/id/welcome#" + token.value());
        });
    }

    /**
     * Whether the link can still be used.
     *
     * @throws InvalidInput naming the token when not
     */
    public void requireGood(Secret token) {
        int good = jdbc.sql(
                        "select count(*) from first_administrator where fingerprint = :fingerprint and expires_at > :now")
                .param("fingerprint", Fingerprint.of(token))
                .param("now", utc(clock.instant()))
                .query(Integer.class)
                .single();
        if (good == 0) {
            throw spent();
        }
    }

    /**
     * Spends the link. Of two who use it at once, one becomes the administrator.
     *
     * @throws InvalidInput naming the token when it is spent, too old or never was one
     */
    public void become(Secret token, UserId user) {
        transactions.executeWithoutResult(transaction -> {
            int spent = jdbc.sql(
                            "delete from first_administrator where fingerprint = :fingerprint and expires_at > :now")
                    .param("fingerprint", Fingerprint.of(token))
                    .param("now", utc(clock.instant()))
                    .update();
            if (spent == 0 || roles.anyAdministrator()) {
                throw spent();
            }
            roles.add(user, Role.ADMINISTRATOR);
            revocations.rolesChanged(user, roles.of(user));
            audit.note(AuditEntry.of(AuditKind.ROLES_CHANGED)
                    .by(user)
                    .with("roles", "administrator")
                    .with("how", "first-administrator link"));
        });
    }

    private static InvalidInput spent() {
        return new InvalidInput(
                "token",
                "This link is spent or too old. As long as there is no administrator, each start of Parley makes a new one.");
    }

    private static OffsetDateTime utc(Instant time) {
        return OffsetDateTime.ofInstant(time, ZoneOffset.UTC);
    }
}
