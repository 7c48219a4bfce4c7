package dev.parley.node;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The directory a node lives in. Opening it makes sure, before anything in it is touched, that it can be written, has room and is this
 * process's alone. The lock is the operating system's: it lasts until {@link #close}, or the end of the process, however that comes.
 */
public final class DataDirectory implements Closeable {

    /** With less than this a node would stop in the middle of its work rather than at its start. */
    private static final long LEAST_ROOM_BYTES = 64L << 20;

    private static final String LOCK = "lock";

    private final Path path;
    private final FileLock lock;

    private DataDirectory(Path path, FileLock lock) {
        this.path = path;
        this.lock = lock;
    }

    public static DataDirectory open(Path path) throws CannotStart {
        return open(path.toAbsolutePath().normalize(), LEAST_ROOM_BYTES);
    }

    static DataDirectory open(Path path, long leastRoomBytes) throws CannotStart {
        try {
            create(path);
            DataDirectory directory = new DataDirectory(path, lock(path));
            long room = Files.getFileStore(path).getUsableSpace();
            if (room < leastRoomBytes) {
                throw new CannotStart("the disk of %s is full (%d MiB free, %d MiB needed)."
                        .formatted(path, room >> 20, leastRoomBytes >> 20));
            }
            return directory;
        } catch (IOException e) {
            throw new CannotStart("%s cannot be written (%s).".formatted(path, Reason.ofFileSystem(e)), e);
        }
    }

    /** For its owner's eyes only: it will hold people's messages. */
    private static void create(Path path) throws IOException {
        if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectories(
                    path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectories(path);
        }
    }

    private static FileLock lock(Path path) throws IOException, CannotStart {
        FileChannel channel = FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        @Nullable FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            throw new CannotStart("%s is in use by another process.".formatted(path));
        }
        return lock;
    }

    /**
     * Keeps nodes from starting on a directory while somebody reads what lies in it. Several may read at once. Changes nothing there.
     *
     * @return to be closed when everything is read; empty = a node lives in the directory now
     */
    public static Optional<Closeable> lockToRead(Path path) throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(path.resolve(LOCK), StandardOpenOption.READ);
        } catch (NoSuchFileException e) {
            return Optional.of(() -> {}); // no node ever lived there: a copy, for instance
        }
        @Nullable FileLock lock = shared(channel);
        if (lock == null) {
            channel.close();
            return Optional.empty();
        }
        return Optional.of(channel);
    }

    private static @Nullable FileLock shared(FileChannel channel) throws IOException {
        try {
            return channel.tryLock(0, Long.MAX_VALUE, true);
        } catch (OverlappingFileLockException e) {
            return null; // the node is this very process
        }
    }

    public Path path() {
        return path;
    }

    public Path resolve(String name) {
        return path.resolve(name);
    }

    @Override
    public void close() throws IOException {
        lock.acquiredBy().close();
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
