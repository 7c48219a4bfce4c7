package dev.parley.standalone.backup;

import dev.parley.standalone.holdings.Facts;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/** Facts, a line of JSON each, the same that a record of their topic holds. */
final class FactsFile {

    private static final JsonMapper JSON = JsonMapper.shared();

    private FactsFile() {}

    /** Appends to a new file, and lets go of it when it is on the disk. */
    static final class Out implements AutoCloseable {

        private final FileChannel channel;
        private final OutputStream out;
        private long written;

        Out(Path file) throws IOException {
            channel = BackedUpFile.create(file);
            out = new BufferedOutputStream(Channels.newOutputStream(channel));
        }

        void write(Collection<?> facts) throws IOException {
            for (Object fact : facts) {
                out.write(JSON.writeValueAsBytes(fact));
                out.write('\n');
                written++;
            }
        }

        long written() {
            return written;
        }

        @Override
        public void close() throws IOException {
            out.flush();
            channel.force(true);
            out.close();
        }
    }

    /** Returns how many there were. */
    static <T> long read(Path file, Facts<T> facts, Consumer<T> each) throws IOException {
        long read = 0;
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                each.accept(JSON.readValue(line, facts.type()));
                read++;
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        return read;
    }
}
