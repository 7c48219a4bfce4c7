package dev.parley.auth.key;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the key is that secrets in the database are sealed with.
 *
 * @param sealingKeyFile a JWK set of 256-bit keys, made at the first start; by default {@code sealing-key.json} beside the signing keys
 */
@ConfigurationProperties("parley.auth")
record SealingSettings(@Nullable Path sealingKeyFile) {

    static final String NAME = "sealing-key.json";
}
