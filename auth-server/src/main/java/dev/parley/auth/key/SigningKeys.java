package dev.parley.auth.key;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import dev.parley.auth.audit.Audit;
import dev.parley.auth.audit.AuditEntry;
import dev.parley.auth.audit.AuditKind;
import dev.parley.auth.round.Rounds;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The keys of the file, kept as they should be. Several servers may share it: of two that add the next key at once the last one wins,
 * and all of them find that out long before it signs.
 */
@Component
final class SigningKeys extends Rounds implements JWKSource<SecurityContext> {

    private static final Logger log = LoggerFactory.getLogger(SigningKeys.class);

    private final KeyFile file;
    private final KeySettings settings;
    private final Audit audit;
    private final Clock clock;
    private volatile KeyRing ring;

    SigningKeys(KeySettings settings, Audit audit, Clock clock) {
        super("keys", settings.keyCheck(), "those that are known stay");
        this.file = new KeyFile(settings.keyFile());
        this.settings = settings;
        this.audit = audit;
        this.clock = clock;
        this.ring = file.open(clock.instant(), settings);
    }

    @Override
    public List<JWK> get(JWKSelector selector, @Nullable SecurityContext context) {
        return selector.select(ring.keys());
    }

    JWK signing(List<JWK> candidates) {
        return KeyRing.signing(candidates, clock.instant());
    }

    /** The keys that are known stay until the file can be read again. */
    @Override
    protected void round() {
        KeyRing now = file.asOf(clock.instant(), settings);
        now.keys().getKeys().stream()
                .filter(key -> ring.keys().getKeyByKeyId(key.getKeyID()) == null)
                .forEach(this::announce);
        ring = now;
    }

    private void announce(JWK key) {
        log.info("The signing key {} ({}) begins at {}.", key.getKeyID(), key.getAlgorithm(), key.getNotBeforeTime());
        audit.note(AuditEntry.of(AuditKind.KEY_ROTATED)
                .with("key", key.getKeyID())
                .with("algorithm", key.getAlgorithm().getName()));
    }
}
