package dev.parley.standalone.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;

/**
 * A file of a backup as its manifest names it.
 *
 * @param path below the backup's directory, with slashes
 * @param size in bytes
 * @param sha256 in lower-case hexadecimal digits
 */
record BackedUpFile(String path, long size, String sha256) {

    private static final FileAttribute<?> OWNER_ALONE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private static final FileAttribute<?> OWNERS_DIRECTORY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

    /** The path leads to a place below the directory and nowhere else, whoever wrote the manifest. */
    Path in(Path directory) throws IOException {
        Path place = directory.resolve(path).normalize();
        if (path.isEmpty() || !place.startsWith(directory.normalize()) || place.equals(directory.normalize())) {
            throw new IOException("a manifest names a file outside of its directory: " + path);
        }
        return place;
    }

    /** The file as it is now. */
    static BackedUpFile of(Path file, String path) throws IOException {
        return writing(file, path, OutputStream.nullOutputStream());
    }

    /** Copies a file to its place below a directory, readable for its owner alone, and on the disk when this returns. */
    static BackedUpFile copy(Path file, Path directory, String path) throws IOException {
        Path target = new BackedUpFile(path, 0, "").in(directory);
        directories(target.resolveSibling("."));
        try (FileChannel channel = create(target);
                OutputStream out = Channels.newOutputStream(channel)) {
            BackedUpFile copied = writing(file, path, out);
            channel.force(true);
            return copied;
        }
    }

    private static BackedUpFile writing(Path file, String path, OutputStream out) throws IOException {
        MessageDigest digest = newDigest();
        try (InputStream in = Files.newInputStream(file)) {
            long size = in.transferTo(new DigestOutputStream(out, digest));
            return new BackedUpFile(path, size, HexFormat.of().formatHex(digest.digest()));
        }
    }

    static FileChannel create(Path file) throws IOException {
        Set<StandardOpenOption> anew = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        return posix(file) ? FileChannel.open(file, anew, OWNER_ALONE) : FileChannel.open(file, anew);
    }

    static void directories(Path directory) throws IOException {
        Path wanted = directory.normalize();
        if (posix(wanted)) {
            Files.createDirectories(wanted, OWNERS_DIRECTORY);
        } else {
            Files.createDirectories(wanted);
        }
    }

    private static boolean posix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }
}
