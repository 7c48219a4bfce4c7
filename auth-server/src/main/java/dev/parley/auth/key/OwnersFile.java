package dev.parley.auth.key;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file that nobody but its owner reads. */
final class OwnersFile {

    private static final Logger log = LoggerFactory.getLogger(OwnersFile.class);

    private OwnersFile() {}

    /** All or nothing, and on the disk before it has its name: half a key file would lock everybody out. */
    static void write(Path file, String text) throws IOException {
        draft(file, text, draft -> Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE));
    }

    /** As {@link #write}, unless there is such a file by now: of two servers that start at once, both go by the first one's. */
    static void create(Path file, String text) throws IOException {
        draft(file, text, draft -> {
            try {
                Files.createLink(file, draft);
            } catch (FileAlreadyExistsException e) {
                log.debug("Another server has just made {}.", file);
            } catch (UnsupportedOperationException e) {
                Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
            }
        });
    }

    private static void draft(Path file, String text, Named named) throws IOException {
        Path folder = Files.createDirectories(file.resolveSibling(".").normalize());
        // For its owner alone, as all of Java's temporary files.
        Path draft = Files.createTempFile(folder, "." + file.getFileName(), ".new");
        try {
            try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            named.as(draft);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** Gives a finished draft its name. */
    @FunctionalInterface
    private interface Named {

        void as(Path draft) throws IOException;
    }
}
