package dev.parley.query;

import dev.parley.viewstore.ViewStoreServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;

/** The embedded view store on a directory that goes away with it. */
final class EmbeddedViews implements AutoCloseable {

    static final String DATABASE = "parley";

    private final Path directory;
    private final ViewStoreServer server;

    EmbeddedViews() {
        try {
            directory = Files.createTempDirectory("views");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server = new ViewStoreServer(directory, "test", Path.of("target", "native"));
    }

    String uri() {
        return server.uri(DATABASE);
    }

    @Override
    public void close() {
        server.close();
        boolean _ = FileSystemUtils.deleteRecursively(directory.toFile());
    }
}
