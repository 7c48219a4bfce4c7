package dev.parley.bench.command;

import dev.parley.bench.measure.Machine;
import dev.parley.bench.measure.Results;
import dev.parley.bench.measure.Scratch;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code ./parley bench commands}: how many decisions a second become durable, and how long one takes. */
public final class CommandBench {

    public static final String USAGE = CommandOptions.USAGE;

    private static final int FIRST_WARM_UP = 4;

    private final CommandOptions options;
    private final PrintStream out;
    private final Scratch scratch;
    private final Trials trials;

    /** @throws IllegalArgumentException with a sentence on what is wrong with the arguments */
    public CommandBench(List<String> args, PrintStream out) {
        this.options = CommandOptions.parse(args);
        this.out = out;
        this.scratch = new Scratch(options.data().resolve("store"));
        this.trials = new Trials(scratch, options.cachedAggregates(), options.jdbcUrl());
    }

    /** Returns the exit code. Blocking. */
    public int run() throws IOException, InterruptedException {
        CommandReport report = measure();
        scratch.remove();
        out.println();
        report.print(out);
        out.println();
        Results results = new Results(options.results(), "commands", report.at());
        out.println("Written to " + results.json(report));
        out.println("           " + results.html(CommandPage.of(report)));
        return 0;
    }

    private CommandReport measure() throws IOException, InterruptedException {
        warmUp();
        List<Figures> closed = asked("closed") ? runAll(options.closed()) : List.of();
        List<Figures> open = asked("open") ? runAll(options.open()) : List.of();
        List<Figures> pair = asked("jdbc") ? runAll(turns()) : List.of();
        return new CommandReport(
                Instant.now(),
                Machine.thisOne(),
                "Commands in one process with their load, " + options.duration().toSeconds() + " s a cell after "
                        + options.warmUp().toSeconds() + " s of warming up",
                closed,
                open,
                pair,
                CommandReport.ratio(pair),
                store());
    }

    private boolean asked(String part) {
        return options.parts().contains(part);
    }

    /** Not measured: a virtual machine that has just started compiles more than it decides. */
    private void warmUp() throws IOException, InterruptedException {
        out.println("Warming up …");
        trials.run(
                Cell.closed(Engine.ROCKSDB, 256, 1_000, 100),
                options.warmUp().multipliedBy(FIRST_WARM_UP),
                Duration.ZERO);
    }

    private List<Cell> turns() {
        List<Cell> turns = new ArrayList<>();
        for (int i = 0; i < options.rounds(); i++) {
            turns.add(options.pair().on(Engine.ROCKSDB));
            turns.add(options.pair().on(Engine.JDBC));
        }
        return turns;
    }

    private List<Figures> runAll(List<Cell> cells) throws IOException, InterruptedException {
        List<Figures> found = new ArrayList<>();
        for (Cell cell : cells) {
            Figures figures = trials.run(cell, options.warmUp(), options.duration());
            out.printf("  %-45s %,10.0f/s%n", CommandReport.name(figures), figures.perSecond());
            found.add(figures);
        }
        return found;
    }

    private @Nullable StoreFigures store() throws IOException, InterruptedException {
        if (!asked("store")) {
            return null;
        }
        out.printf("  a store of %,d events …%n", options.events());
        return new StoreTrial(scratch, trials).run(options.events(), options.longHistory());
    }
}
