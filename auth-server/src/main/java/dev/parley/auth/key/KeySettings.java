package dev.parley.auth.key;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the keys are, and how often they change. Several servers of one installation share both files.
 *
 * @param keyFile a JWK set with private keys; made at the first start when it is not there
 * @param sealingKeyFile the key that secrets in the identity store are encrypted with; null = {@code sealing.key} beside the key file
 * @param keyRotation how long a key signs before the next one does
 * @param keyNotice how long before it signs the next key is published, so that everybody who verifies has it; less than the rotation
 * @param keyCheck how often the file is looked at, for keys that are due and for those that another server made
 */
@ConfigurationProperties("parley.auth")
record KeySettings(
        @DefaultValue("./data/identity/signing-keys.json") Path keyFile,
        @Nullable Path sealingKeyFile,
        @DefaultValue("90d") Duration keyRotation,
        @DefaultValue("1d") Duration keyNotice,
        @DefaultValue("1m") Duration keyCheck) {

    Path sealingKey() {
        return sealingKeyFile == null ? keyFile.toAbsolutePath().resolveSibling("sealing.key") : sealingKeyFile;
    }
}
