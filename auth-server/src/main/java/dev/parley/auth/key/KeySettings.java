package dev.parley.auth.key;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the signing keys are.
 *
 * @param keyFile a JWK set with private keys; made at the first start when it is not there. The first key signs, all of them verify
 */
@ConfigurationProperties("parley.auth")
record KeySettings(
        @DefaultValue("./data/identity/signing-keys.json") Path keyFile) {}
