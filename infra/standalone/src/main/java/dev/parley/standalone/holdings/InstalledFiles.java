package dev.parley.standalone.holdings;

import dev.parley.standalone.control.ToolFailed;
import java.nio.file.Files;
import java.nio.file.Path;

/** What lies where in a data directory, as {@code ./parley start} makes it. */
public record InstalledFiles(Path data) {

    public Path eventStore() {
        return data.resolve("event-store");
    }

    /** H2's address for it is this without {@code .mv.db}. */
    public Path accounts() {
        return data.resolve("identity").resolve("accounts.mv.db");
    }

    public Path signingKeys() {
        return data.resolve("identity").resolve("signing-keys.json");
    }

    public Path sealingKey() {
        return data.resolve("identity").resolve("sealing-key.json");
    }

    /** Made with the first start; without it analysts would know everybody by other pseudonyms. */
    public Path pseudonymKey() {
        return data.resolve("identity").resolve("pseudonym-key");
    }

    public Path kafka() {
        return data.resolve("kafka");
    }

    /** Left by a restore, until Kafka has taken them. */
    public Path pending(Facts<?> facts) {
        return data.resolve(facts.name() + ".pending.ndjson");
    }

    /** There as long as a restore is under way, and after one that broke off. */
    public Path restoring() {
        return data.resolve("restoring");
    }

    Path existing(Path file, String otherwise) throws ToolFailed {
        if (Files.notExists(file)) {
            throw new ToolFailed("There " + otherwise + " in " + data + ": " + file + " is missing.");
        }
        return file;
    }
}
