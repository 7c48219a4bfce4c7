package dev.parley.bench.command;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** What this process used up so far: time, processor, syncs of the disk. The load generator is part of the process. */
final class Meter {

    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private static final Path STAT = Path.of("/proc/stat");
    private static final long NANOS_PER_TICK = 10_000_000; // the unit of /proc whatever the kernel's own is

    private final LongSupplier syncs;

    Meter(LongSupplier syncs) {
        this.syncs = syncs;
    }

    Reading read() {
        return new Reading(System.nanoTime(), PROCESS.getProcessCpuTime(), machineCpuNanos(), syncs.getAsLong());
    }

    /** Of everybody on this machine, what a hypervisor took away included, as Linux tells it; 0 where nobody does. */
    private static long machineCpuNanos() {
        try (BufferedReader stat = Files.newBufferedReader(STAT)) {
            return busyTicks(String.valueOf(stat.readLine())) * NANOS_PER_TICK;
        } catch (IOException e) {
            return 0;
        }
    }

    /** From the first line of {@code /proc/stat}: user, nice, system, idle, waiting for a disk, interrupts, soft interrupts, stolen. */
    static long busyTicks(String line) {
        String[] columns = line.split(" +", -1);
        return Stream.of(1, 2, 3, 6, 7, 8)
                .mapToLong(column -> column < columns.length ? Long.parseLong(columns[column]) : 0)
                .sum();
    }

    record Reading(long nanos, long cpuNanos, long machineCpuNanos, long syncs) {

        /** What was used between an earlier reading and this one. */
        Reading since(Reading earlier) {
            return new Reading(
                    nanos - earlier.nanos,
                    cpuNanos - earlier.cpuNanos,
                    machineCpuNanos - earlier.machineCpuNanos,
                    syncs - earlier.syncs);
        }

        double seconds() {
            return nanos / 1e9;
        }

        double cpuSeconds() {
            return cpuNanos / 1e9;
        }

        /** Processors that others kept busy on average: with many of them the figures say little. */
        double othersCores() {
            return Math.max(0, (double) (machineCpuNanos - cpuNanos) / nanos);
        }
    }
}
