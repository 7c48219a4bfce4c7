package dev.parley.auth.key;

import dev.parley.auth.failure.CannotStart;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Encrypts (AES-256-GCM) what the identity store has to keep in a form that can be used again, with a key that is not in it: a stolen
 * database alone tells nothing. Without the key file what was sealed is lost, so backups hold it.
 */
@Component
public final class Sealing {

    private static final Logger log = LoggerFactory.getLogger(Sealing.class);
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();
    private final SecretKey key;

    Sealing(KeySettings settings) {
        this.key = key(settings.sealingKey().toAbsolutePath());
    }

    /** @param place where it will be kept; it can be opened with the same words alone, so nobody can move it elsewhere */
    public String seal(String text, String place) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        byte[] sealed = run(Cipher.ENCRYPT_MODE, nonce, place, text.getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder()
                .encodeToString(ByteBuffer.allocate(nonce.length + sealed.length)
                        .put(nonce)
                        .put(sealed)
                        .array());
    }

    /** @throws IllegalStateException when it was not sealed with this key for this place */
    public String open(String sealed, String place) {
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getDecoder().decode(sealed));
        byte[] nonce = new byte[NONCE_BYTES];
        bytes.get(nonce);
        byte[] rest = new byte[bytes.remaining()];
        bytes.get(rest);
        return new String(run(Cipher.DECRYPT_MODE, nonce, place, rest), StandardCharsets.UTF_8);
    }

    private byte[] run(int mode, byte[] nonce, String place, byte[] bytes) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(place.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "What is kept at " + place + " cannot be opened: the sealing key is another one.", e);
        }
    }

    private SecretKey key(Path file) {
        try {
            if (Files.notExists(file)) {
                byte[] bytes = new byte[KEY_BYTES];
                random.nextBytes(bytes);
                PrivateFile.write(file, Base64.getEncoder().encodeToString(bytes));
                log.info("A new key to seal secrets with is in {}.", file);
            }
            byte[] bytes = Base64.getDecoder().decode(Files.readString(file).strip());
            if (bytes.length == KEY_BYTES) {
                return new SecretKeySpec(bytes, "AES");
            }
        } catch (IOException e) {
            throw new CannotStart("The sealing key in " + file + " cannot be read or written: " + e, e);
        } catch (IllegalArgumentException e) {
            log.debug("Not base64: {}", file);
        }
        throw new CannotStart(
                "The file " + file + " is not a sealing key. Restore it from a backup; moving it away makes "
                        + "every secret that it sealed useless.");
    }
}
