package dev.parley.bench.command;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.LongSupplier;

/** What this process used up so far: time, processor, syncs of the disk. The load generator is part of the process. */
final class Meter {

    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final LongSupplier syncs;

    Meter(LongSupplier syncs) {
        this.syncs = syncs;
    }

    Reading read() {
        return new Reading(System.nanoTime(), PROCESS.getProcessCpuTime(), syncs.getAsLong());
    }

    record Reading(long nanos, long cpuNanos, long syncs) {

        /** What was used between an earlier reading and this one. */
        Reading since(Reading earlier) {
            return new Reading(nanos - earlier.nanos, cpuNanos - earlier.cpuNanos, syncs - earlier.syncs);
        }

        double seconds() {
            return nanos / 1e9;
        }

        double cpuSeconds() {
            return cpuNanos / 1e9;
        }
    }
}
