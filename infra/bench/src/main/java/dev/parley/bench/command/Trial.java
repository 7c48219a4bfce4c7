package dev.parley.bench.command;

import dev.parley.command.CommandSide;
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
import java.util.Comparator;
import java.util.stream.Stream;

/** One cell, from an empty store to its figures. The store is gone afterwards. */
final class Trial {

    private static final int MEMBERS = 5_000;
    private static final Duration IDEMPOTENCY = Duration.ofDays(7);
    private static final int SNAPSHOT = 1_000;
    /** More than any load here has under way, so that a wait shows as latency and not as a refusal. */
    private static final int IN_FLIGHT = 65_536;

    private final Path directory;
    private final int cachedAggregates;

    Trial(Path directory, int cachedAggregates) {
        this.directory = directory;
        this.cachedAggregates = cachedAggregates;
    }

    Figures run(Cell cell, Duration warmUp, Duration measured) throws IOException, InterruptedException {
        clear(directory);
        Files.createDirectories(directory);
        Load.Measured found;
        try (CommandSide side = open(cell.engine())) {
            Community community = new Community(cell.conversations());
            community.found(side.bus());
            Wording wording = new Wording(cell.bytes());
            found = cell.load()
                    .run(
                            side.bus(),
                            random -> community.saying(wording.any(random), random),
                            warmUp,
                            measured,
                            meter(side));
        }
        return Figures.of(cell, found, bytesPerEvent(cell.engine()));
    }

    CommandSide open(Engine engine) {
        return new CommandSide(
                new StoreSettings(engine.url(directory), cachedAggregates, SNAPSHOT),
                new ConversationLimits(MEMBERS, IDEMPOTENCY),
                IN_FLIGHT,
                Clock.systemUTC(),
                new SimpleMeterRegistry());
    }

    private static Meter meter(CommandSide side) {
        return side.storage() instanceof RocksEventStorage rocks ? new Meter(rocks.log()::syncs) : new Meter(() -> 0);
    }

    private double bytesPerEvent(Engine engine) throws IOException {
        if (engine == Engine.JDBC) {
            return 0;
        }
        long events;
        try (EventLog log = EventLog.open(directory, Clock.systemUTC())) {
            events = log.head(); // opening has turned the write-ahead log into tables
        }
        return events == 0 ? 0 : (double) bytes(directory) / events;
    }

    /** The native library is no part of the data. */
    private static long bytes(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(directory.resolve("native")))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    static void clear(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }
    }

    public static void main(String[] args) throws Exception {
        Trial trial = new Trial(Path.of(args[0]), 10_000);
        Engine engine = Engine.valueOf(args[1]);
        for (int i = 2; i < args.length; i++) {
            String[] a = args[i].split(",", -1);
            Cell cell = new Cell(
                    engine,
                    Integer.parseInt(a[0]),
                    Integer.parseInt(a[1]),
                    Integer.parseInt(a[2]),
                    Integer.parseInt(a[3]));
            System.out.println(trial.run(cell, Duration.ofSeconds(3), Duration.ofSeconds(6)));
        }
    }
}
