package dev.parley.standalone.control;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Properties;

/**
 * Where the running Parley listens for tools, and the secret that they have to know. Both are of one run: whoever finds the file of an
 * earlier one finds nobody there, or somebody who knows another secret.
 */
record ControlFile(int port, String secret) {

    private static final String NAME = "control";
    private static final int SECRET_BYTES = 32;

    static ControlFile withNewSecret(int port) {
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        return new ControlFile(port, HexFormat.of().formatHex(secret));
    }

    /** Whole or not at all, and readable for its owner alone, as all of Java's temporary files. */
    void write(Path data) throws IOException {
        Properties content = new Properties();
        content.setProperty("port", Integer.toString(port));
        content.setProperty("secret", secret);
        StringWriter text = new StringWriter();
        content.store(text, null);
        Path draft = Files.createTempFile(data, "control", ".new");
        Files.writeString(draft, text.toString());
        Files.move(draft, data.resolve(NAME), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Empty = there is none, or none that can be understood. */
    static Optional<ControlFile> read(Path data) throws IOException {
        Properties content = new Properties();
        try (Reader in = Files.newBufferedReader(data.resolve(NAME))) {
            content.load(in);
        } catch (NoSuchFileException | IllegalArgumentException e) {
            return Optional.empty();
        }
        String port = content.getProperty("port", "");
        return port.matches("[1-9]\\d{0,4}")
                ? Optional.of(new ControlFile(Integer.parseInt(port), content.getProperty("secret", "")))
                : Optional.empty();
    }

    static void delete(Path data) throws IOException {
        Files.deleteIfExists(data.resolve(NAME));
    }

    @Override
    public String toString() {
        return "port " + port;
    }
}
