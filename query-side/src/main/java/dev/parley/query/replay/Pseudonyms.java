package dev.parley.query.replay;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Names that stand for others: the same for the same id as long as the key is the same, and of no use to whoever lacks it. A pseudonym is a
 * UUID of version 8, of HMAC-SHA-256 over the id's text. Without a key, whoever knows who there is could try them all.
 */
public final class Pseudonyms {

    private static final String HMAC = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    private static final int REMEMBERED = 50_000;

    private final Mac keyed;
    private final Map<String, String> recent = new ConcurrentHashMap<>();

    public Pseudonyms(byte[] key) {
        try {
            keyed = Mac.getInstance(HMAC);
            keyed.init(new SecretKeySpec(key, HMAC));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no " + HMAC, e);
        }
    }

    /**
     * With the key of that file, which is made when there is none yet, for its owner's eyes alone.
     *
     * @throws IOException when it cannot be read or written, or holds something else
     */
    public static Pseudonyms ofFile(Path file) throws IOException {
        if (Files.notExists(file)) {
            create(file);
        }
        // What stands in the file is not repeated in a message.
        String text = Files.readString(file).strip();
        if (!text.matches("[0-9a-f]{" + 2 * KEY_BYTES + "}")) {
            throw new IOException(
                    "The file " + file + " should hold a key of " + KEY_BYTES
                            + " bytes in hexadecimal digits, and does not. Restore it from a backup: with another key every pseudonym is another.");
        }
        return new Pseudonyms(HexFormat.of().parseHex(text));
    }

    private static void create(Path file) throws IOException {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
        // For its owner alone, as all of Java's temporary files.
        Path draft = Files.createTempFile(folder, "." + file.getFileName(), ".new");
        try {
            Files.writeString(draft, HexFormat.of().formatHex(key) + "\n");
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException e) {
            // Somebody else was quicker, and theirs is as good.
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    String of(String id) {
        String known = recent.get(id);
        if (known != null) {
            return known;
        }
        if (recent.size() >= REMEMBERED) {
            recent.clear();
        }
        String made = make(id);
        recent.put(id, made);
        return made;
    }

    private String make(String id) {
        ByteBuffer code = ByteBuffer.wrap(fresh().doFinal(Bytes.utf8(id)));
        long most = (code.getLong() & ~0xF000L) | 0x8000L;
        long least = (code.getLong() & ~(0b11L << 62)) | (0b10L << 62);
        return new UUID(most, least).toString();
    }

    private Mac fresh() {
        try {
            return (Mac) keyed.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("Java's own " + HMAC + " can be cloned", e);
        }
    }
}
