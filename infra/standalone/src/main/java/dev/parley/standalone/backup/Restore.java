package dev.parley.standalone.backup;

import dev.parley.node.CannotStart;
import dev.parley.node.DataDirectory;
import dev.parley.standalone.control.ToolFailed;
import dev.parley.standalone.holdings.Facts;
import dev.parley.standalone.holdings.InstalledFiles;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Puts a backup in place on an empty data directory. Everything else comes back by itself at the next start: the relay finds no
 * position in Kafka and publishes every event anew, and from the topics come views and index.
 */
public final class Restore {

    private final Path backup;
    private final PrintStream console;

    public Restore(Path backup, PrintStream console) {
        this.backup = backup.toAbsolutePath().normalize();
        this.console = console;
    }

    public void into(Path data) throws ToolFailed {
        Path directory = data.toAbsolutePath().normalize();
        Manifest manifest = Manifest.read(backup);
        requireEverything(manifest);
        requireEmpty(directory);
        manifest.check(backup);
        console.printf(
                Locale.ROOT,
                "  %-18s %d files are as they were on %s%n",
                "Backup",
                manifest.files().size(),
                manifest.at());
        try (DataDirectory alone = DataDirectory.open(directory)) {
            copy(manifest, new InstalledFiles(alone.path()));
        } catch (CannotStart e) {
            throw new ToolFailed("Nothing was restored: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new ToolFailed(
                    "The restore broke off, so " + directory + " is of no use; empty it and try again. " + e, e);
        }
        console.printf(
                Locale.ROOT,
                "Everything up to event %,d is restored; now ./parley start --data %s computes the rest.%n",
                manifest.head(),
                directory);
    }

    private void requireEverything(Manifest manifest) throws ToolFailed {
        List<String> paths = manifest.files().stream().map(BackedUpFile::path).toList();
        for (String each : List.of(
                BackupLayout.EVENT_STORE + "CURRENT",
                BackupLayout.ACCOUNTS,
                BackupLayout.SIGNING_KEYS,
                BackupLayout.SEALING_KEY,
                Facts.POSITIONS.file())) {
            if (!paths.contains(each)) {
                throw new ToolFailed(
                        "The backup in " + backup + " is not whole: its manifest does not name " + each + ".");
            }
        }
    }

    /** A lock file alone is what a start that was refused leaves behind. */
    private static void requireEmpty(Path data) throws ToolFailed {
        if (Files.notExists(data)) {
            return;
        }
        try (Stream<Path> entries = Files.list(data)) {
            if (entries.anyMatch(entry -> !entry.endsWith("lock"))) {
                throw new ToolFailed(data + " is not empty; a backup is restored into a directory of its own.");
            }
        } catch (IOException e) {
            throw new ToolFailed(data + " cannot be read: " + e, e);
        }
    }

    /** Until the last file is in place a note keeps Parley from starting on half a backup. */
    private void copy(Manifest manifest, InstalledFiles installed) throws IOException, ToolFailed {
        Files.writeString(installed.restoring(), backup.toString());
        Backup.force(installed.data());
        for (BackedUpFile each : manifest.files()) {
            Path place = place(each, installed);
            BackedUpFile copied = BackedUpFile.copy(
                    each.in(backup),
                    installed.data(),
                    installed.data().relativize(place).toString());
            Manifest.requireSame(each, new BackedUpFile(each.path(), copied.size(), copied.sha256()), backup);
        }
        Backup.force(installed.eventStore());
        Backup.force(installed.accounts().resolveSibling("."));
        Files.delete(installed.restoring());
        Backup.force(installed.data());
    }

    private static Path place(BackedUpFile file, InstalledFiles installed) throws IOException {
        return switch (file.path()) {
            case BackupLayout.ACCOUNTS -> installed.accounts();
            case BackupLayout.SIGNING_KEYS -> installed.signingKeys();
            case BackupLayout.SEALING_KEY -> installed.sealingKey();
            case BackupLayout.PSEUDONYM_KEY -> installed.pseudonymKey();
            default -> {
                Optional<Facts<?>> known = Facts.ALL.stream()
                        .filter(facts -> facts.file().equals(file.path()))
                        .findFirst();
                yield known.isPresent() ? installed.pending(known.get()) : file.in(installed.data());
            }
        };
    }
}
