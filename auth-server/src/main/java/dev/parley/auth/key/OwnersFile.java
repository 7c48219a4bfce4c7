package dev.parley.auth.key;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A file that nobody but its owner reads. */
final class OwnersFile {

    private OwnersFile() {}

    /** All or nothing, and on the disk before it has its name: half a key file would lock everybody out. */
    static void write(Path file, String text) throws IOException {
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
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
