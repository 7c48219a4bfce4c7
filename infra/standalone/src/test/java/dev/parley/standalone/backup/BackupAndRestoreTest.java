package dev.parley.standalone.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.eventstore.rocks.EventLog;
import dev.parley.standalone.control.ToolFailed;
import dev.parley.standalone.events.StoredPeople;
import dev.parley.standalone.holdings.Facts;
import dev.parley.standalone.holdings.Holdings;
import dev.parley.standalone.holdings.InstalledFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupAndRestoreTest {

    private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
    private static final Map<String, String> FACTS = Map.of("positions", """
            {"user":"%1$s","conversation":"%1$s","read":3,"delivered":5,"at":"2026-11-20T12:00:00Z"}
            """, "notes", """
            {"user":"%1$s","conversation":"%1$s","note":{"type":"pinned","pinned":true},"at":"2026-11-20T12:00:00Z"}
            """, "checkpoints", """
            {"owner":"%1$s","name":"nightly","position":2,"at":"2026-11-20T12:00:00Z"}
            """);

    private static String lines(Facts<?> facts) {
        return String.valueOf(FACTS.get(facts.name())).formatted(StoredPeople.person(1));
    }

    @TempDir
    Path folder;

    private InstalledFiles installed;
    private Path backup;
    private Path elsewhere;

    /** A data directory that was restored once already: its positions still wait for Kafka, so that none is needed here. */
    @BeforeEach
    void fill() throws IOException {
        installed = new InstalledFiles(folder.resolve("data"));
        backup = folder.resolve("backups/today");
        elsewhere = folder.resolve("elsewhere");
        StoredPeople.store(installed.eventStore(), 2, NOW, NOW, NOW);
        Files.createDirectories(installed.accounts().getParent());
        Files.writeString(installed.accounts(), "an H2 database");
        Files.writeString(installed.signingKeys(), "keys");
        Files.writeString(installed.sealingKey(), "a key");
        for (Facts<?> facts : Facts.ALL) {
            Files.writeString(installed.pending(facts), lines(facts));
        }
    }

    @Test
    void whatWasBackedUpIsThereAgain() throws Exception {
        backUp();
        restore();

        InstalledFiles restored = new InstalledFiles(elsewhere);
        assertThat(restored.accounts()).hasSameBinaryContentAs(installed.accounts());
        assertThat(restored.signingKeys()).hasSameBinaryContentAs(installed.signingKeys());
        assertThat(restored.sealingKey()).hasSameBinaryContentAs(installed.sealingKey());
        assertThat(Facts.ALL)
                .allSatisfy(facts -> assertThat(restored.pending(facts)).hasContent(lines(facts)));
        assertThat(restored.restoring()).doesNotExist();
        try (EventLog before = EventLog.openToRead(installed.eventStore());
                EventLog after = EventLog.openToRead(restored.eventStore())) {
            assertThat(after.storeId()).isEqualTo(before.storeId());
            assertThat(after.after(0, 10))
                    .usingRecursiveComparison()
                    .isEqualTo(before.after(0, 10))
                    .isNotEqualTo(List.of());
        }
    }

    @Test
    void theManifestSaysWhatItIsAndNamesEveryFile() throws Exception {
        backUp();

        Manifest manifest = Manifest.read(backup);
        assertThat(manifest.format()).isEqualTo(1);
        assertThat(manifest.parley()).isEqualTo("1.2.3");
        assertThat(manifest.at()).isEqualTo(NOW);
        assertThat(manifest.head()).isEqualTo(3);
        assertThat(manifest.positions()).isEqualTo(1);
        try (Stream<Path> files = Files.walk(backup)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> backup.relativize(file).toString())
                            .filter(path -> !path.equals("manifest.json")))
                    .containsExactlyInAnyOrderElementsOf(
                            manifest.files().stream().map(BackedUpFile::path).toList());
        }
    }

    @Test
    void aBackupIsItsOwnersAlone() throws Exception {
        backUp();
        restore();

        for (Path tree : List.of(backup, elsewhere.resolve("identity"), elsewhere.resolve("event-store"))) {
            try (Stream<Path> files = Files.walk(tree)) {
                assertThat(files)
                        .allSatisfy(
                                file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                                        .as(file.toString())
                                        .isEqualTo(Files.isDirectory(file) ? "rwx------" : "rw-------"));
            }
        }
    }

    @Test
    void aBackupThatFailsLeavesNothingBehind() throws Exception {
        Files.delete(installed.signingKeys());

        assertThatThrownBy(this::backUp)
                .isInstanceOf(ToolFailed.class)
                .hasMessageStartingWith("There are no signing keys");
        assertThat(backup.getParent()).isEmptyDirectory();
    }

    @Test
    void aDamagedStoreIsNotBackedUpAsIfItWereSound() throws Exception {
        try (Stream<Path> files = Files.list(installed.eventStore())) {
            Path table = files.filter(file -> file.toString().endsWith(".sst"))
                    .max(Comparator.comparingLong(file -> file.toFile().length()))
                    .orElseThrow();
            byte[] content = Files.readAllBytes(table);
            content[100] ^= 0x55;
            Files.write(table, content);
        }

        assertThatThrownBy(this::backUp)
                .isInstanceOf(ToolFailed.class)
                .hasMessageContaining("damaged")
                .message()
                .hasLineCount(1);
        assertThat(backup.getParent()).isEmptyDirectory();
    }

    @Test
    void aBackupNeedsADirectoryOfItsOwn() throws Exception {
        Files.createDirectories(backup.getParent());
        Files.createDirectory(backup);
        backUp();
        assertThatThrownBy(this::backUp).isInstanceOf(ToolFailed.class).hasMessageContaining("is not empty");

        backup = folder.resolve("other");
        Files.createDirectory(folder.resolve("other.partial"));
        assertThatThrownBy(this::backUp).isInstanceOf(ToolFailed.class).hasMessageContaining("other.partial");
    }

    @Test
    void aChangedFileIsNamedBeforeAnythingIsRestored() throws Exception {
        backUp();
        Files.writeString(backup.resolve("identity/signing-keys.json"), "kezs");
        assertRefused("identity/signing-keys.json has another content");

        Files.writeString(backup.resolve("identity/signing-keys.json"), "kez");
        assertRefused("identity/signing-keys.json has 3 bytes, and had 4");

        Files.delete(backup.resolve("identity/signing-keys.json"));
        assertRefused("identity/signing-keys.json is missing");
    }

    @Test
    void aManifestThatIsNoneOrOfANewerFormatIsRefused() throws Exception {
        assertRefused("There is no backup in " + backup);
        backUp();
        String manifest = manifest();

        replaceManifest(manifest.replace("\"format\" : 1", "\"format\" : 2"));
        assertRefused("was made by a newer Parley, 1.2.3 (format 2; this one reads up to 1)");
        for (String nonsense : List.of("", "[]", "{}", "{\"format\": 1}", manifest.substring(0, 200), "null")) {
            replaceManifest(nonsense);
            assertRefused("manifest.json is not the manifest of a backup");
        }
    }

    @Test
    void aManifestNamesEverythingAndNothingOutside() throws Exception {
        backUp();
        String manifest = manifest();

        replaceManifest(manifest.replace("identity/accounts.mv.db", "identity/other.mv.db"));
        assertRefused("does not name identity/accounts.mv.db");
        for (String outside : List.of("../../outside", "/etc/passwd", "", ".")) {
            replaceManifest(manifest.replace(
                    "\"files\" : [", "\"files\" : [ {\"path\": \"" + outside + "\", \"size\": 1, \"sha256\": \"\"},"));
            assertRefused("names a file outside of its directory");
        }
    }

    @Test
    void aDirectoryThatHoldsSomethingIsNotRestoredInto() throws Exception {
        backUp();
        Files.createDirectories(elsewhere);
        Files.createFile(elsewhere.resolve("lock")); // of a start that was refused
        Files.createFile(elsewhere.resolve("anything"));
        assertThatThrownBy(this::restore).isInstanceOf(ToolFailed.class).hasMessageContaining("is not empty");

        Files.delete(elsewhere.resolve("anything"));
        restore();
        assertThat(elsewhere.resolve("identity")).exists();
    }

    private void assertRefused(String why) {
        assertThatThrownBy(this::restore)
                .isInstanceOf(ToolFailed.class)
                .message()
                .contains(why)
                .hasLineCount(1);
        assertThat(elsewhere).doesNotExist();
    }

    private String manifest() throws IOException {
        return Files.readString(backup.resolve("manifest.json"));
    }

    private void replaceManifest(String content) throws IOException {
        Files.writeString(backup.resolve("manifest.json"), content);
    }

    private void backUp() throws ToolFailed {
        try (Holdings holdings = Holdings.of(installed.data(), folder)) {
            new Backup(backup, Clock.fixed(NOW, ZoneOffset.UTC), silence()).make(holdings, "1.2.3");
        }
    }

    private void restore() throws ToolFailed {
        new Restore(backup, silence()).into(elsewhere);
    }

    private static PrintStream silence() {
        return new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    }
}
