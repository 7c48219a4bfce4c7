package dev.parley.bench.command;

import dev.parley.bench.measure.Latency;
import org.jspecify.annotations.Nullable;

/**
 * What one cell came to.
 *
 * @param perSecond acknowledged messages
 * @param syncsPerSecond null = the engine does not tell
 * @param bytesPerEvent of the store's files after a restart, everything in them counted; null = not known of this engine
 * @param cpuSecondsPerThousand of the whole process per 1,000 acknowledged messages, the load generator included
 * @param cores busy on average, the load generator included
 * @param othersCores kept busy by other processes meanwhile: where this is much, the machine was not ours
 */
record Figures(
        Cell cell,
        double perSecond,
        Latency.Summary latencyMillis,
        @Nullable Double syncsPerSecond,
        @Nullable Double bytesPerEvent,
        double cpuSecondsPerThousand,
        double cores,
        double othersCores,
        long refused) {

    static Figures of(Cell cell, Load.Measured measured, @Nullable Double bytesPerEvent) {
        Meter.Reading used = measured.used();
        long accepted = measured.tally().latency().count();
        return new Figures(
                cell,
                accepted / used.seconds(),
                measured.tally().latency().summary(),
                cell.engine() == Engine.ROCKSDB ? used.syncs() / used.seconds() : null,
                bytesPerEvent,
                accepted == 0 ? 0 : used.cpuSeconds() * 1_000 / accepted,
                used.cpuSeconds() / used.seconds(),
                used.othersCores(),
                measured.tally().refusals());
    }
}
