package dev.parley.auth.key;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the signing keys are, and how often they change. Several servers of one installation share the file.
 *
 * @param keyFile a JWK set with private keys; made at the first start when it is not there
 * @param keyRotation how long a key signs before the next one does
 * @param keyNotice how long before it signs the next key is published, so that everybody who verifies has it
 * @param keyCheck how often the file is looked at, for keys that are due and for those that another server made
 */
@ConfigurationProperties("parley.auth")
record KeySettings(
        @DefaultValue("./data/identity/signing-keys.json") Path keyFile,
        @DefaultValue("90d") Duration keyRotation,
        @DefaultValue("1d") Duration keyNotice,
        @DefaultValue("1m") Duration keyCheck) {

    KeySettings {
        if (keyNotice.isNegative() || keyNotice.compareTo(keyRotation) >= 0 || !keyCheck.isPositive()) {
            throw new IllegalArgumentException(
                    "parley.auth.key-notice (" + keyNotice + ") is shorter than parley.auth.key-rotation ("
                            + keyRotation + "), and parley.auth.key-check (" + keyCheck + ") is more than nothing.");
        }
    }
}
