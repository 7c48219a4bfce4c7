package dev.parley.standalone.holdings;

import dev.parley.node.DataDirectory;
import dev.parley.standalone.control.ToolFailed;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What tools get at of a data directory. What it gives out stays as it is until this is closed, also while a Parley runs. */
public interface Holdings extends AutoCloseable {

    /** A RocksDB database that nobody writes; as of now, when it is asked for while a Parley runs. */
    Path eventStore() throws ToolFailed;

    /** The file of the identity store, H2's; as of now, when it is asked for while a Parley runs. */
    Path accounts() throws ToolFailed;

    /** The keys that tokens are signed with. They do not change. */
    Path signingKeys() throws ToolFailed;

    /** The key that opens what is sealed in the identity store. */
    Path sealingKey() throws ToolFailed;

    /** The key that pseudonyms are made with; it may not have been made yet. */
    Path pseudonymKey();

    /** Facts of a restored backup that have not been published yet; empty = none. */
    Optional<Path> pending(Facts<?> facts);

    /** The address of a broker that answers; empty = there has never been one. */
    Optional<String> kafka() throws ToolFailed;

    /** One sentence for the operator. */
    String describe();

    @Override
    void close();

    /** The lock of the directory decides who is there; no file that a killed process left behind does. */
    static Holdings of(Path data, Path home) throws ToolFailed {
        Path directory = data.toAbsolutePath().normalize();
        if (!Files.isDirectory(directory)) {
            throw new ToolFailed("There is no data directory " + directory + "; name another one with --data DIR.");
        }
        try {
            Optional<Closeable> alone = DataDirectory.lockToRead(directory);
            return alone.isPresent()
                    ? new StoppedHoldings(directory, home, alone.get())
                    : new RunningHoldings(directory);
        } catch (IOException e) {
            throw new ToolFailed("The data directory " + directory + " cannot be read: " + e, e);
        }
    }
}
