package dev.parley.rocksdb;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.rocksdb.RocksDB;
import org.rocksdb.util.Environment;

/**
 * Unpacks RocksDB's native library beside a store, once. RocksDB itself would unpack 16 MB into the temporary directory at every
 * start, and leave it there when the process is killed.
 */
public final class NativeLibrary {

    /** A process loads it once, whatever it opens. */
    private static final AtomicBoolean LOADED = new AtomicBoolean();

    private NativeLibrary() {}

    /**
     * @param mayUnpack whether it may be put into the directory, if it is not there yet
     * @throws IOException when the directory does not take it
     */
    public static synchronized void load(Path directory, boolean mayUnpack) throws IOException {
        if (!LOADED.get()) {
            loadOnce(directory, mayUnpack);
            LOADED.set(true);
        }
    }

    private static void loadOnce(Path directory, boolean mayUnpack) throws IOException {
        String name = Environment.getJniLibraryFileName("rocksdb");
        Path library = directory.resolve(Environment.getJniLibraryFileName("rocksdbjni")); // how RocksDB looks for it
        URL packed = RocksDB.class.getClassLoader().getResource(name);
        if (packed == null || !(mayUnpack || Files.exists(library))) {
            RocksDB.loadLibrary(); // a platform of which it knows more than we do, or a place to leave as it is
            return;
        }
        if (!Files.exists(library)
                || Files.size(library) != packed.openConnection().getContentLengthLong()) {
            Files.createDirectories(directory);
            Path unpacked = Files.createTempFile(directory, name, ".new");
            try (InputStream content = packed.openStream()) {
                Files.copy(content, unpacked, StandardCopyOption.REPLACE_EXISTING);
            }
            Files.move(unpacked, library, StandardCopyOption.ATOMIC_MOVE);
        }
        RocksDB.loadLibrary(List.of(directory.toAbsolutePath().toString()));
    }
}
