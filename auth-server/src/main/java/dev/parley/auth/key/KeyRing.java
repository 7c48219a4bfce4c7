package dev.parley.auth.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.parley.api.session.Revocation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;

/**
 * Keys to sign with, several of each algorithm: one that signs, those before it whose tokens still live, and shortly before its time the
 * next. When a key begins to sign is its {@code nbf}; a key without one has signed from the beginning of time.
 */
record KeyRing(JWKSet keys) {

    /** ES256 signs fast, which access tokens need; RS256 is what every client of OpenID Connect can verify. */
    private static final List<JWSAlgorithm> ALGORITHMS = List.of(JWSAlgorithm.ES256, JWSAlgorithm.RS256);

    private static final int RSA_BITS = 2048;

    /** How long a key stays that signs no more: twice as long as any token lives, whatever clocks say. */
    private static final Duration AFTERLIFE = Revocation.LONGEST_TOKEN_LIFE.multipliedBy(2);

    static KeyRing empty() {
        return new KeyRing(new JWKSet());
    }

    /** Of keys that could all sign, the one whose turn it is: of those that may already, the one that began last. */
    static JWK signing(List<JWK> candidates, Instant now) {
        return candidates.stream()
                .filter(key -> !start(key).isAfter(now))
                .max(Comparator.comparing(KeyRing::start))
                .orElseGet(candidates::getFirst);
    }

    /** The ring as it should be at this time: nothing missing, nothing left over. The same ring when it is so already. */
    KeyRing asOf(Instant now, KeySettings settings) {
        List<JWK> due = new ArrayList<>();
        for (JWSAlgorithm algorithm : ALGORITHMS) {
            List<JWK> own = new ArrayList<>(keys.getKeys().stream()
                    .filter(key -> algorithm.equals(key.getAlgorithm()))
                    .sorted(Comparator.comparing(KeyRing::start))
                    .toList());
            if (own.isEmpty()) {
                own.add(generate(algorithm, now));
            }
            Instant next = start(own.getLast()).plus(settings.keyRotation());
            if (!next.minus(settings.keyNotice()).isAfter(now)) {
                Instant soonest = now.plus(settings.keyNotice());
                own.add(generate(algorithm, next.isAfter(soonest) ? next : soonest));
            }
            while (own.size() > 1 && start(own.get(1)).plus(AFTERLIFE).isBefore(now)) {
                own.removeFirst();
            }
            due.addAll(own);
        }
        // Whatever somebody else put into the file is theirs to remove.
        keys.getKeys().stream()
                .filter(key -> !ALGORITHMS.contains(key.getAlgorithm()))
                .forEach(due::add);
        return keys.getKeys().size() == due.size() && due.containsAll(keys.getKeys())
                ? this
                : new KeyRing(new JWKSet(due));
    }

    private static Instant start(JWK key) {
        Date notBefore = key.getNotBeforeTime();
        return notBefore == null ? Instant.EPOCH : notBefore.toInstant();
    }

    private static JWK generate(JWSAlgorithm algorithm, Instant start) {
        try {
            var generator = algorithm.equals(JWSAlgorithm.RS256)
                    ? new RSAKeyGenerator(RSA_BITS)
                    : new ECKeyGenerator(Curve.P_256);
            return generator
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(algorithm)
                    .keyIDFromThumbprint(true)
                    .notBeforeTime(Date.from(start))
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("This Java makes no keys for " + algorithm + ".", e);
        }
    }
}
