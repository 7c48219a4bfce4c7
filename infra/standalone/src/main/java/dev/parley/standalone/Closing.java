package dev.parley.standalone;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes what was opened, last first; one that fails does not keep the others from being closed. */
final class Closing implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Closing.class);

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    <T extends AutoCloseable> T add(T resource) {
        synchronized (opened) {
            opened.push(resource);
        }
        return resource;
    }

    @Override
    public void close() {
        synchronized (opened) {
            while (!opened.isEmpty()) {
                AutoCloseable resource = opened.pop();
                try {
                    resource.close();
                } catch (Exception e) {
                    log.warn("{} did not close cleanly", resource, e);
                }
            }
        }
    }
}
