package dev.parley.auth.key;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import dev.parley.auth.failure.CannotStart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A JWK set in a file. Whoever reads it can sign as us, so it is made readable for its owner alone. */
final class KeyFile {

    private static final Logger log = LoggerFactory.getLogger(KeyFile.class);

    private final Path file;

    KeyFile(Path file) {
        this.file = file.toAbsolutePath();
    }

    /** What the file should hold now, or a new one. A file that cannot be understood is never replaced: tokens and backups depend on it. */
    KeyRing open(Instant now, KeySettings settings) {
        if (Files.notExists(file)) {
            make(KeyRing.empty().asOf(now, settings));
        }
        return asOf(now, settings);
    }

    /** What the file should hold now; it does when this returns. */
    KeyRing asOf(Instant now, KeySettings settings) {
        try {
            KeyRing kept = new KeyRing(read());
            KeyRing due = kept.asOf(now, settings);
            return due.equals(kept) ? kept : write(due);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private void make(KeyRing ring) {
        try {
            OwnersFile.create(file, ring.keys().toString(false));
            log.info("New signing keys are in {}.", file);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private KeyRing write(KeyRing ring) {
        try {
            OwnersFile.write(file, ring.keys().toString(false));
            return ring;
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private CannotStart unusable(IOException e) {
        return new CannotStart("The signing keys in " + file + " cannot be read or written: " + e, e);
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
}
