package dev.parley.bench.command;

/**
 * What the store does without commands, and what one command costs that finds its conversation in no cache. Files may still be in the
 * system's memory.
 *
 * @param events in the store that was opened and read
 * @param written of them per second, by commands
 * @param bytesPerEvent of the files
 * @param firstOpeningMillis with everything in the write-ahead log that was there
 * @param openingMillis with nothing to do
 * @param readPerSecond events, in order
 * @param history events of the conversation that was loaded
 * @param withSnapshotMillis from a command to its durable answer, the median of some
 */
record StoreFigures(
        long events,
        double written,
        double bytesPerEvent,
        double firstOpeningMillis,
        double openingMillis,
        double readPerSecond,
        int history,
        double withSnapshotMillis,
        double withoutSnapshotMillis) {}
