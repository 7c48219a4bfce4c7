package dev.parley.standalone.process;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * What a server says, appended to a file and its last lines kept at hand. The file is bounded: when it is full it becomes
 * {@code <name>.1}, replacing the one before.
 */
final class ServerLog implements AutoCloseable {

    private static final long FULL_CHARACTERS = 8L << 20;
    private static final int LAST_LINES = 20;
    private static final System.Logger LOGGER = System.getLogger(ServerLog.class.getName());

    private final Path file;
    private final long full;
    private final Deque<String> last = new ArrayDeque<>();
    private Writer writer;
    private long written;
    private boolean failed;

    private ServerLog(Path file, long full) throws IOException {
        this.file = file;
        this.full = full;
        this.writer = open();
        this.written = Files.size(file);
    }

    static ServerLog at(Path file) throws IOException {
        return at(file, FULL_CHARACTERS);
    }

    static ServerLog at(Path file, long full) throws IOException {
        Files.createDirectories(file.getParent());
        return new ServerLog(file, full);
    }

    Path file() {
        return file;
    }

    synchronized void add(String line) {
        last.addLast(line);
        if (last.size() > LAST_LINES) {
            last.removeFirst();
        }
        write(line);
    }

    /** For the reader of the file, who wants to tell one run from the next; not among what the server has said. */
    synchronized void addHeadline(String line) {
        write("--- " + line);
    }

    private void write(String line) {
        try {
            if (written > full) {
                startAnew();
            }
            writer.write(line);
            writer.write(System.lineSeparator());
            writer.flush();
            written += line.length() + 1;
        } catch (IOException e) {
            // Reading on matters more than writing down: a server whose output nobody takes stands still.
            if (!failed) {
                LOGGER.log(System.Logger.Level.WARNING, "Cannot write " + file + "; what follows is lost", e);
            }
            failed = true;
        }
    }

    synchronized List<String> lastLines() {
        return List.copyOf(last);
    }

    private void startAnew() throws IOException {
        writer.close();
        Files.move(file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        writer = open();
        written = 0;
    }

    private Writer open() throws IOException {
        return Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Override
    public synchronized void close() throws IOException {
        writer.close();
    }
}
