package dev.parley.auth.key;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.gen.OctetSequenceKeyGenerator;
import dev.parley.auth.failure.CannotStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The keys behind {@link Sealing}, as a JWK set in a file beside the signing keys. It belongs into every backup of the database. */
final class SealingKeyFile {

    private static final Logger log = LoggerFactory.getLogger(SealingKeyFile.class);
    private static final EncryptionMethod METHOD = EncryptionMethod.A256GCM;

    private final Path file;

    SealingKeyFile(Path file) {
        this.file = file.toAbsolutePath();
    }

    /** The keys of the file, or of a new one. A file that cannot be understood is never replaced: what was sealed depends on it. */
    JWKSet keys() {
        try {
            if (Files.notExists(file)) {
                OwnersFile.create(file, new JWKSet(generate()).toString(false));
                log.info("A new key to seal secrets with is in {}.", file);
            }
            return read();
        } catch (IOException e) {
            throw new CannotStart("The sealing key in " + file + " cannot be read or written: " + e, e);
        }
    }

    private JWKSet read() throws IOException {
        try {
            JWKSet keys = JWKSet.parse(Files.readString(file));
            if (keys.isEmpty()
                    || !keys.getKeys().stream()
                            .allMatch(key -> key instanceof OctetSequenceKey && key.size() == METHOD.cekBitLength())) {
                throw new CannotStart("The file " + file + " should hold keys of 256 bits, and does not.");
            }
            return keys;
        } catch (ParseException e) {
            // Its text may hold a key, so neither it nor the parser's words are repeated.
            throw new CannotStart("The file " + file + " is not a JWK set. Restore it from a backup; "
                    + "without it nobody's second factor and no application's secret can be read.");
        }
    }

    private static OctetSequenceKey generate() {
        try {
            return new OctetSequenceKeyGenerator(METHOD.cekBitLength())
                    .keyUse(KeyUse.ENCRYPTION)
                    .keyIDFromThumbprint(true)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException("This Java makes no random keys.", e);
        }
    }
}
