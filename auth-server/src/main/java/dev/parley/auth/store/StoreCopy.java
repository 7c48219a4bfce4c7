package dev.parley.auth.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Copies the identity store while it is in use. Only the process that has H2's file open can do that. */
@Component
public final class StoreCopy {

    private static final String H2 = "jdbc:h2:";
    private static final String DATABASE_FILE = ".mv.db";

    private final DatabaseSettings settings;
    private final JdbcClient jdbc;

    StoreCopy(DatabaseSettings settings, JdbcClient jdbc) {
        this.settings = settings;
        this.jdbc = jdbc;
    }

    /** @throws IllegalStateException when this is not H2 */
    public void into(Path file) throws IOException {
        if (!settings.databaseUrl().startsWith(H2)) {
            throw new IllegalStateException("The identity store is at " + settings.address()
                    + ", which Parley does not copy; use that database's own tools.");
        }
        Path packed = file.resolveSibling(file.getFileName() + ".zip"); // H2 knows no other way
        try {
            jdbc.sql("backup to :file").param("file", packed.toString()).update();
            unpack(packed, file);
        } finally {
            Files.deleteIfExists(packed);
        }
    }

    private static void unpack(Path packed, Path file) throws IOException {
        try (ZipFile zip = new ZipFile(packed.toFile())) {
            Enumeration<? extends ZipEntry> entries = zip.entries();
            while (entries.hasMoreElements()) {
                ZipEntry entry = entries.nextElement();
                if (entry.getName().endsWith(DATABASE_FILE)) {
                    try (InputStream in = zip.getInputStream(entry)) {
                        Files.copy(in, file);
                    }
                    return;
                }
            }
        }
        throw new IOException("H2 made a copy without a database in it: " + packed);
    }
}
