package dev.parley.standalone.backup;

import dev.parley.eventstore.DamagedStore;
import dev.parley.eventstore.rocks.EventLog;
import dev.parley.eventstore.rocks.Verification;
import dev.parley.standalone.control.ToolFailed;
import dev.parley.standalone.holdings.Facts;
import dev.parley.standalone.holdings.Holdings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Copies everything that cannot be computed again. The files are real copies and not links: what befalls a file of the store must not
 * befall its backup. The directory has its name only when everything is in it, checked and on the disk.
 */
public final class Backup {

    /** What opening the store needs, and the note by which a list of files that was cut short is noticed; nothing that is only of a run. */
    private static final String STORE_FILES =
            "CURRENT|IDENTITY|MANIFEST-\\d+|OPTIONS-\\d+|\\d+\\.(sst|log|blob)|manifest-length";

    private final Path target;
    private final Path partial;
    private final Clock clock;
    private final PrintStream console;
    private final List<BackedUpFile> files = new ArrayList<>();

    public Backup(Path target, Clock clock, PrintStream console) {
        this.target = target.toAbsolutePath().normalize();
        this.partial = this.target.resolveSibling(this.target.getFileName() + ".partial");
        this.clock = clock;
        this.console = console;
    }

    /** @param version of the Parley that makes it */
    public void make(Holdings holdings, String version) throws ToolFailed {
        requireRoom();
        try {
            BackedUpFile.directories(partial);
            try {
                console.println(holdings.describe());
                Manifest manifest = copy(holdings, version);
                manifest.write(partial);
                giveItItsName();
                long bytes = files.stream().mapToLong(BackedUpFile::size).sum();
                console.printf(
                        Locale.ROOT,
                        "The backup is in %s, up to event %,d, in %d files of %,d kB.%n",
                        target,
                        manifest.head(),
                        files.size(),
                        bytes >> 10);
            } finally {
                delete(partial);
            }
        } catch (IOException e) {
            throw new ToolFailed("The backup could not be made: " + e, e);
        }
    }

    private void requireRoom() throws ToolFailed {
        if (Files.exists(partial)) {
            throw new ToolFailed(partial + " is there already: another backup is under way, or one was broken off."
                    + " Remove it when you know that none is.");
        }
        try {
            if (Files.exists(target) && (!Files.isDirectory(target) || !isEmpty(target))) {
                throw new ToolFailed(target + " is not empty; a backup needs a directory of its own.");
            }
        } catch (IOException e) {
            throw new ToolFailed(target + " cannot be read: " + e, e);
        }
    }

    static boolean isEmpty(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.findAny().isEmpty();
        }
    }

    /**
     * The order matters while a Parley runs. Events refer to nothing, everything else refers to them, so they come last. An account that
     * says that its person is known then finds that person among the events, and one that does not say so is introduced once more after
     * a restore; the other way round there would be accounts whose person nobody ever makes. A read position, a note or a checkpoint never
     * lies beyond the last event; the other way round messages to come would count as read.
     */
    private Manifest copy(Holdings holdings, String version) throws ToolFailed, IOException {
        add(BackedUpFile.copy(holdings.accounts(), partial, BackupLayout.ACCOUNTS));
        add(BackedUpFile.copy(holdings.signingKeys(), partial, BackupLayout.SIGNING_KEYS));
        add(BackedUpFile.copy(holdings.sealingKey(), partial, BackupLayout.SEALING_KEY));
        if (Files.exists(holdings.pseudonymKey())) { // Parleys of before had none
            add(BackedUpFile.copy(holdings.pseudonymKey(), partial, BackupLayout.PSEUDONYM_KEY));
        }
        say("Identity", "accounts, sessions, keys");
        long positions = 0;
        for (Facts<?> facts : Facts.ALL) {
            long copied = copy(facts, holdings);
            say(facts.title(), String.format(Locale.ROOT, "%,d", copied));
            positions += facts.equals(Facts.POSITIONS) ? copied : 0;
        }
        copyStore(holdings.eventStore());
        try (EventLog copy = EventLog.openToRead(partial.resolve(BackupLayout.EVENT_STORE))) {
            requireSound(copy);
            say("Event store", String.format(Locale.ROOT, "%,d events", copy.head()));
            return new Manifest(
                    Manifest.FORMAT, version, clock.instant(), copy.storeId(), copy.head(), positions, files);
        } catch (DamagedStore e) {
            throw new ToolFailed(
                    "The event store is damaged, so there is no backup; see ./parley verify. " + e.getMessage(), e);
        }
    }

    /** A backup that nobody has read yet may be none. Whether this Parley understands each event is not its business. */
    private static void requireSound(EventLog copy) throws ToolFailed {
        Verification.Result result = Verification.of(copy, event -> {}, (stage, done, total) -> {});
        if (!result.sound()) {
            throw new ToolFailed("The event store is damaged, so there is no backup; see ./parley verify. "
                    + result.named().getFirst() + ".");
        }
    }

    private <T> long copy(Facts<T> facts, Holdings holdings) throws ToolFailed, IOException {
        String path = facts.file();
        Path file = partial.resolve(path);
        Optional<Path> pending = holdings.pending(facts);
        long written;
        if (pending.isPresent()) { // Kafka has a part of these, and no others
            add(BackedUpFile.copy(pending.get(), partial, path));
            return FactsFile.read(file, facts, fact -> {});
        }
        try (FactsFile.Out out = new FactsFile.Out(file)) {
            Optional<String> kafka = holdings.kafka();
            if (kafka.isPresent()) {
                new FactsTopic<>(facts, kafka.get()).read(out::write);
            }
            written = out.written();
        }
        add(BackedUpFile.of(file, path));
        return written;
    }

    private void copyStore(Path store) throws IOException {
        List<Path> sources;
        try (Stream<Path> all = Files.list(store)) {
            sources = all.filter(file -> file.getFileName().toString().matches(STORE_FILES))
                    .sorted()
                    .toList();
        }
        for (Path source : sources) {
            add(BackedUpFile.copy(source, partial, BackupLayout.EVENT_STORE + source.getFileName()));
        }
    }

    private void add(BackedUpFile file) {
        files.add(file);
    }

    private void say(String part, String what) {
        console.printf(Locale.ROOT, "  %-18s %s%n", part, what);
    }

    private void giveItItsName() throws IOException {
        try (Stream<Path> directories = Files.walk(partial).filter(Files::isDirectory)) {
            for (Path directory : directories.toList()) {
                force(directory);
            }
        }
        Files.deleteIfExists(target); // an empty directory, or nothing
        Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
        force(target.resolveSibling("."));
    }

    /** So that the names in it are on the disk as well. */
    static void force(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static void delete(Path tree) throws IOException {
        if (Files.notExists(tree)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> all = Files.walk(tree)) {
            deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : deepestFirst) {
            Files.delete(each);
        }
    }
}
