package dev.parley.auth.proof;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.cache.support.NoOpCache;
import org.springframework.cache.support.SimpleValueWrapper;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.oauth2.jwt.DPoPProofReplayValidator.CacheValue;
import org.springframework.stereotype.Repository;

/**
 * Which proofs have been used, in the shape in which the library wants to be told: a cache that is only ever asked to put what is not there yet. The database
 * holds that each is used once, in however many processes.
 */
@Repository
final class SpentProofs extends NoOpCache {

    private final JdbcClient jdbc;

    SpentProofs(JdbcClient jdbc) {
        super("spent-proofs");
        this.jdbc = jdbc;
    }

    /**
     * @param jti as the library keeps it, a hash
     * @return null when this is the first time
     */
    @Override
    public @Nullable ValueWrapper putIfAbsent(Object jti, @Nullable Object proof) {
        if (!(proof instanceof CacheValue used)) {
            throw new IllegalArgumentException("Only proofs are remembered here.");
        }
        try {
            jdbc.sql("insert into spent_proof (key_thumbprint, jti, expires_at) values (:key, :jti, :expiresAt)")
                    .param("key", used.getJwkThumbprint())
                    .param("jti", jti)
                    .param("expiresAt", OffsetDateTime.ofInstant(used.getExpiresAt(), ZoneOffset.UTC))
                    .update();
            return null;
        } catch (DuplicateKeyException e) {
            return new SimpleValueWrapper(used);
        }
    }
}
