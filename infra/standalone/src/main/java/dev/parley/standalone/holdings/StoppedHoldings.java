package dev.parley.standalone.holdings;

import dev.parley.standalone.control.ToolFailed;
import dev.parley.standalone.part.Children;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Nobody lives in the directory, and nobody moves in as long as this is open: the files are read where they lie. */
final class StoppedHoldings implements Holdings {

    private final InstalledFiles files;
    private final Path home;
    private final Closeable lock;
    private @Nullable Children children;
    private @Nullable String broker;

    StoppedHoldings(Path data, Path home, Closeable lock) {
        this.files = new InstalledFiles(data);
        this.home = home;
        this.lock = lock;
    }

    @Override
    public Path eventStore() throws ToolFailed {
        if (Files.exists(files.restoring())) {
            throw new ToolFailed("A restore into " + files.data() + " was broken off, so it is of no use.");
        }
        files.existing(files.eventStore().resolve("CURRENT"), "is no event store");
        return files.eventStore();
    }

    @Override
    public Path accounts() throws ToolFailed {
        return files.existing(files.accounts(), "is no identity store");
    }

    @Override
    public Path signingKeys() throws ToolFailed {
        return files.existing(files.signingKeys(), "are no signing keys");
    }

    @Override
    public Path sealingKey() throws ToolFailed {
        return files.existing(files.sealingKey(), "is no sealing key");
    }

    @Override
    public Path pseudonymKey() {
        return files.pseudonymKey();
    }

    @Override
    public Optional<Path> pending(Facts<?> facts) {
        return Optional.of(files.pending(facts)).filter(Files::exists);
    }

    /** Nobody else than a broker reads its files soundly, so one is started for as long as it is needed. */
    @Override
    public Optional<String> kafka() throws ToolFailed {
        if (broker != null) {
            return Optional.of(broker);
        }
        if (Files.notExists(files.kafka())) {
            return Optional.empty();
        }
        Children started = new Children(home, files.data(), death -> {}, told -> {});
        children = started;
        try {
            String address = started.kafka();
            broker = address;
            return Optional.of(address);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ToolFailed("Interrupted while Kafka started.", e);
        } catch (Exception e) {
            throw new ToolFailed(
                    "Kafka could not be started to read positions, notes and checkpoints: " + e.getMessage(), e);
        }
    }

    @Override
    public String describe() {
        return "Parley is stopped; reading " + files.data();
    }

    @Override
    public void close() {
        if (children != null) {
            children.close();
        }
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
