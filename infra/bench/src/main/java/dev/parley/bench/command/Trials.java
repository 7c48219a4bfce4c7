package dev.parley.bench.command;

import dev.parley.bench.measure.Scratch;
import dev.parley.command.CommandSide;
import dev.parley.command.contact.PeopleRules;
import dev.parley.command.conversation.ConversationLimits;
import dev.parley.command.store.StoreSettings;
import dev.parley.eventstore.rocks.EventLog;
import dev.parley.eventstore.rocks.RocksEventStorage;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** Runs cells, each from an empty store to its figures. */
final class Trials {

    private static final int MEMBERS = 5_000;
    private static final int EVENTS_PER_SNAPSHOT = 1_000;
    /** More than any load here has under way, so that a wait shows as latency and not as a refusal. */
    private static final int IN_FLIGHT = 1 << 20;

    private final Scratch scratch;
    private final int cachedAggregates;
    private final String jdbcUrl;

    /**
     * @param scratch is emptied again and again
     * @param jdbcUrl empty = H2 in there
     */
    Trials(Scratch scratch, int cachedAggregates, String jdbcUrl) {
        this.scratch = scratch;
        this.cachedAggregates = cachedAggregates;
        this.jdbcUrl = jdbcUrl;
    }

    Path directory() {
        return scratch.directory();
    }

    Figures run(Cell cell, Duration warmUp, Duration measured) throws IOException, InterruptedException {
        scratch.clear();
        Load.Measured found;
        try (CommandSide side = open(cell.engine())) {
            Community community = new Community(cell.conversations());
            community.found(side.bus());
            Wording wording = new Wording(cell.bytes());
            Load.Messages messages = random -> community.saying(wording.any(random), random);
            found = cell.load().run(side.bus(), messages, warmUp, measured, new Meter(syncs(side)));
        }
        return Figures.of(cell, found, cell.engine() == Engine.ROCKSDB ? bytesPerEvent() : null);
    }

    CommandSide open(Engine engine) {
        return open(engine, EVENTS_PER_SNAPSHOT);
    }

    CommandSide open(Engine engine, int eventsPerSnapshot) {
        return new CommandSide(
                new StoreSettings(url(engine), cachedAggregates, eventsPerSnapshot),
                ConversationLimits.usual(MEMBERS),
                PeopleRules.DEFAULT,
                IN_FLIGHT,
                Clock.systemUTC(),
                new SimpleMeterRegistry());
    }

    private String url(Engine engine) {
        return engine == Engine.JDBC && !jdbcUrl.isEmpty() ? jdbcUrl : engine.url(directory());
    }

    private static LongSupplier syncs(CommandSide side) {
        return side.storage() instanceof RocksEventStorage rocks ? rocks.log()::syncs : () -> 0;
    }

    /** Opening the log anew turns its write-ahead part into tables, as a restart would. */
    private double bytesPerEvent() throws IOException {
        try (EventLog log = EventLog.open(directory(), Clock.systemUTC())) {
            return (double) bytes() / Math.max(1, log.head());
        }
    }

    long bytes() throws IOException {
        try (Stream<Path> files = Files.walk(directory())) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(directory().resolve("native"))) // RocksDB's library, no data
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
