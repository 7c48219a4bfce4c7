package dev.parley.auth.key;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import dev.parley.auth.failure.CannotStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A JWK set in a file. Whoever reads it can sign as us, so it is made readable for its owner alone. */
final class KeyFile {

    private static final Logger log = LoggerFactory.getLogger(KeyFile.class);
    private static final int RSA_BITS = 2048;

    private final Path file;

    KeyFile(Path file) {
        this.file = file.toAbsolutePath();
    }

    /** The keys of the file, or of a new one. A file that cannot be understood is never replaced: tokens and backups depend on it. */
    JWKSet keys() {
        try {
            if (Files.notExists(file)) {
                OwnersFile.write(file, generate().toString(false));
                log.info("A new signing key is in {}.", file);
            }
            return read();
        } catch (IOException e) {
            throw new CannotStart("The signing keys in " + file + " cannot be read or written: " + e, e);
        }
    }

    private JWKSet read() throws IOException {
        try {
            JWKSet keys = JWKSet.parse(Files.readString(file));
            if (keys.isEmpty() || !keys.getKeys().stream().allMatch(JWK::isPrivate)) {
                throw new CannotStart("The file " + file + " should hold private signing keys, and does not.");
            }
            return keys;
        } catch (ParseException e) {
            // Its text may hold a key, so neither it nor the parser's words are repeated.
            throw new CannotStart("The file " + file
                    + " is not a JWK set. Restore it from a backup, or move it away to get a new key.");
        }
    }

    private static JWKSet generate() {
        try {
            return new JWKSet(new RSAKeyGenerator(RSA_BITS)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .keyIDFromThumbprint(true)
                    .generate());
        } catch (JOSEException e) {
            throw new IllegalStateException("This Java makes no RSA keys.", e);
        }
    }
}
