package dev.parley.standalone.backup;

import dev.parley.standalone.control.ToolFailed;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a backup holds.
 *
 * @param format goes up when an older Parley could not restore what a newer one backs up
 * @param parley the version that made it
 * @param store whose events these are
 * @param head the position of the last event
 * @param positions how many read positions
 */
record Manifest(
        int format, String parley, Instant at, UUID store, long head, long positions, List<BackedUpFile> files) {

    static final int FORMAT = 1;

    private static final String NAME = "manifest.json";
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    Manifest {
        files = List.copyOf(files);
    }

    void write(Path backup) throws IOException {
        try (FileChannel channel = BackedUpFile.create(backup.resolve(NAME));
                OutputStream out = Channels.newOutputStream(channel)) {
            out.write(JSON.writeValueAsBytes(this));
            channel.force(true);
        }
    }

    /** @throws ToolFailed when there is none, or none that this Parley understands */
    static Manifest read(Path backup) throws ToolFailed {
        Path file = backup.resolve(NAME);
        try {
            JsonNode content = JSON.readTree(Files.readAllBytes(file));
            int format = content.path("format").asInt(0);
            if (format > FORMAT) {
                throw new ToolFailed("The backup in " + backup + " was made by a newer Parley, "
                        + content.path("parley").asString("") + " (format " + format + "; this one reads up to "
                        + FORMAT + "); restore it with that version.");
            }
            if (format < 1) {
                throw notAManifest(file);
            }
            return JSON.treeToValue(content, Manifest.class);
        } catch (NoSuchFileException e) {
            throw new ToolFailed("There is no backup in " + backup + ": it has no " + NAME + ".", e);
        } catch (IOException e) {
            throw new ToolFailed(file + " cannot be read: " + e, e);
        } catch (JacksonException | NullPointerException e) {
            throw notAManifest(file);
        }
    }

    private static ToolFailed notAManifest(Path file) {
        return new ToolFailed(file + " is not the manifest of a backup.");
    }

    /** Reads every file of the backup. @throws ToolFailed when one is missing or not as it was, naming it */
    void check(Path backup) throws ToolFailed {
        for (BackedUpFile expected : files) {
            try {
                requireSame(expected, BackedUpFile.of(expected.in(backup), expected.path()), backup);
            } catch (NoSuchFileException e) {
                throw new ToolFailed(
                        "The backup in " + backup + " is not whole: " + expected.path() + " is missing.", e);
            } catch (IOException e) {
                throw new ToolFailed("The backup in " + backup + " cannot be read: " + e, e);
            }
        }
    }

    static void requireSame(BackedUpFile expected, BackedUpFile found, Path backup) throws ToolFailed {
        if (!found.equals(expected)) {
            throw new ToolFailed("The backup in " + backup + " is damaged: " + expected.path()
                    + (found.size() == expected.size()
                            ? " has another content than when it was made."
                            : " has " + found.size() + " bytes, and had " + expected.size() + " when it was made."));
        }
    }
}
