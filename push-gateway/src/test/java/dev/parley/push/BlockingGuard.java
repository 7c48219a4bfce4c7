package dev.parley.push;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import reactor.blockhound.BlockHound;

/**
 * Event loops and the fan-out's thread may not wait, in any test of this module. Installed before the first of them starts: a thread
 * that already waits for work would be caught waiting. The view store's server of the tests runs on Netty too, and may.
 */
public final class BlockingGuard implements LauncherSessionListener {

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        BlockHound.builder()
                .loadIntegrations()
                .nonBlockingThreadPredicate(
                        known -> known.and(thread -> !thread.getName().startsWith("multiThreadIoEventLoopGroup")))
                // The driver of the view store takes a lock for a moment when two queries begin at the same time.
                .allowBlockingCallsInside("com.mongodb.internal.connection.DefaultConnectionPool", "getAsync")
                .allowBlockingCallsInside("com.mongodb.internal.connection.BaseCluster", "selectServerAsync")
                .install();
    }
}
