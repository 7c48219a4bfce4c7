package dev.parley.standalone.data;

import dev.parley.standalone.StartRefused;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The directory that holds everything Parley keeps. One process at a time owns it, by a lock of the operating system's, which ends
 * with the process however that ends.
 */
public final class DataDirectory implements AutoCloseable {

    private static final long LEAST_FREE_BYTES = 200L << 20;

    private final Path root;
    private final FileChannel lockFile;

    private DataDirectory(Path root, FileChannel lockFile) {
        this.root = root;
        this.lockFile = lockFile;
    }

    /** @throws StartRefused when it cannot be made, written or locked, or the disk is full */
    public static DataDirectory open(Path path) {
        Path root = path.toAbsolutePath().normalize();
        try {
            Files.createDirectories(root);
            for (String part : new String[] {"event-store", "views", "kafka", "elasticsearch", "identity", "outbox", "logs"}) {
                Files.createDirectories(root.resolve(part));
            }
            long free = Files.getFileStore(root).getUsableSpace();
            if (free < LEAST_FREE_BYTES) {
                throw new StartRefused("The disk under " + root + " is full (" + (free >> 20) + " MiB left, "
                        + (LEAST_FREE_BYTES >> 20) + " MiB needed). Make room, or choose another place with --data DIR.");
            }
            return new DataDirectory(root, lock(root));
        } catch (IOException e) {
            throw new StartRefused("The data directory " + root + " cannot be written (" + reason(e)
                    + "). Choose another one with --data DIR.");
        }
    }

    private static FileChannel lock(Path root) throws IOException {
        FileChannel channel =
                FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (tryLock(channel) == null) {
            channel.close();
            throw new StartRefused("Another Parley is running on " + root
                    + ". Stop it first, or choose another directory with --data DIR.");
        }
        return channel;
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // held by this very process
        }
    }

    private static String reason(IOException e) {
        String name = e.getClass().getSimpleName().replace("Exception", "").replaceAll("(?<=[a-z])(?=[A-Z])", " ");
        return e.getMessage() == null ? name : name + ": " + e.getMessage();
    }

    public Path path() {
        return root;
    }

    public Path resolve(String part) {
        return root.resolve(part);
    }

    @Override
    public void close() throws IOException {
        lockFile.close();
    }
}
