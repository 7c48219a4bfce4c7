package dev.parley.eventstore.rocks;

import dev.parley.eventstore.CannotOpenStore;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.rocksdb.RocksDB;
import org.rocksdb.util.Environment;

/**
 * Unpacks RocksDB's native library beside the store, once. RocksDB itself would unpack 16 MB into the temporary directory at every
 * start, and leave it there when the process is killed.
 */
final class NativeLibrary {

    private NativeLibrary() {}

    /** For whoever only reads: takes what was unpacked there, and leaves a directory without it as it is. */
    static void loadIfUnpacked(Path directory) {
        if (Files.exists(directory.resolve(Environment.getJniLibraryFileName("rocksdbjni")))) {
            RocksDB.loadLibrary(List.of(directory.toAbsolutePath().toString()));
        } else {
            RocksDB.loadLibrary();
        }
    }

    static void load(Path directory) {
        String name = Environment.getJniLibraryFileName("rocksdb");
        Path library = directory.resolve(Environment.getJniLibraryFileName("rocksdbjni")); // how RocksDB looks for it
        URL packed = RocksDB.class.getClassLoader().getResource(name);
        if (packed == null) {
            RocksDB.loadLibrary(); // a platform of which it knows more than we do
            return;
        }
        try {
            if (!Files.exists(library)
                    || Files.size(library) != packed.openConnection().getContentLengthLong()) {
                Files.createDirectories(directory);
                Path unpacked = Files.createTempFile(directory, name, ".new");
                try (InputStream content = packed.openStream()) {
                    Files.copy(content, unpacked, StandardCopyOption.REPLACE_EXISTING);
                }
                Files.move(unpacked, library, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            throw new CannotOpenStore("The event store cannot write into " + directory + ": " + e, e);
        }
        RocksDB.loadLibrary(List.of(directory.toAbsolutePath().toString()));
    }
}
