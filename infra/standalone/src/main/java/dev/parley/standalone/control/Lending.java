package dev.parley.standalone.control;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Lends copies of what is in use to tools: made when one asks for it, put away when it hangs up. They lie in the data directory, because
 * hard links reach no farther than a file system.
 */
public final class Lending {

    /** Makes a copy. */
    @FunctionalInterface
    public interface Maker {

        /** @param copy does not exist yet */
        void make(Path copy) throws Exception;
    }

    private static final String DIRECTORY = "copies";

    private final Path directory;

    public Lending(Path data) {
        this.directory = data.resolve(DIRECTORY);
    }

    /** Takes away what was lent in a run that was killed. */
    public void forgetFormerRun() throws IOException {
        delete(directory);
    }

    /** Answers with the path of a copy. */
    public ControlServer.Answer of(Maker maker) {
        return call -> {
            Path place = Files.createTempDirectory(Files.createDirectories(directory), "copy");
            try {
                Path copy = place.resolve("copy");
                maker.make(copy);
                call.say(copy.toString());
                call.awaitHangUp();
            } finally {
                delete(place);
            }
        };
    }

    private static void delete(Path tree) throws IOException {
        if (Files.notExists(tree)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> files = Files.walk(tree)) {
            deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : deepestFirst) {
            Files.delete(each);
        }
    }
}
