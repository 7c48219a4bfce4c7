package dev.parley.client;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where a device keeps how far it is, so that after a restart it gets exactly what it lacks. An event's head is put here once the
 * subscriber has taken the event: when the program ends in between, the event comes again.
 */
public interface HeadStore {

    /** All of them, by conversation. Asked once, before the first connection. */
    Map<String, Head> load();

    /** Replaces the conversation's head. Called in the order of its events, on the thread that delivers them. */
    void put(String conversation, Head head);

    /** For programs that begin anew each time. */
    static HeadStore inMemory() {
        Map<String, Head> heads = new ConcurrentHashMap<>();
        return new HeadStore() {
            @Override
            public Map<String, Head> load() {
                return Map.copyOf(heads);
            }

            @Override
            public void put(String conversation, Head head) {
                heads.put(conversation, head);
            }
        };
    }
}
