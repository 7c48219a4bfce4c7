package dev.parley.auth.password;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the current thread stand back for the others of the machine. Linux has a niceness per thread, which Java's own priorities do
 * not change; elsewhere nothing happens.
 */
final class Niceness {

    private static final Logger log = LoggerFactory.getLogger(Niceness.class);

    /** Beside a busy thread on the same processor it gets a quarter of the time, and all of it when there is none. */
    private static final int NICE = 5;

    private static final int PRIO_PROCESS = 0;
    private static final int CALLING_THREAD = 0;

    private Niceness() {}

    @SuppressWarnings("restricted")
    static void standBack() {
        if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("linux")) {
            return;
        }
        Linker linker = Linker.nativeLinker();
        MethodHandle setpriority = linker.downcallHandle(
                linker.defaultLookup().findOrThrow("setpriority"),
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
        try {
            int failed = (int) setpriority.invokeExact(PRIO_PROCESS, CALLING_THREAD, NICE);
            if (failed != 0) {
                log.debug("The system does not let passwords be hashed behind everything else.");
            }
        } catch (Throwable e) {
            throw new IllegalStateException("setpriority is not what it is on Linux.", e);
        }
    }
}
