package dev.parley.viewstore;

import dev.parley.testmongo.RealMongo;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Our server on a directory, or a real one that runs elsewhere. */
record AnyMongo(String uri, @Nullable ViewStoreServer own) implements AutoCloseable {

    static AnyMongo start(Path directory) {
        String elsewhere = RealMongo.uri();
        if (!elsewhere.isEmpty()) {
            return new AnyMongo(elsewhere, null);
        }
        ViewStoreServer own = open(directory);
        return new AnyMongo(own.uri("test"), own);
    }

    static ViewStoreServer open(Path directory) {
        return new ViewStoreServer(directory, "1", LIBRARY);
    }

    /** Once for all tests of a build. */
    static final Path LIBRARY = Path.of("target", "native");

    @Override
    public void close() {
        if (own != null) {
            own.close();
        }
    }
}
