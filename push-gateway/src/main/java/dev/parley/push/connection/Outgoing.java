package dev.parley.push.connection;

import dev.parley.push.frame.Encoded;

/** What waits to be written to one connection. */
sealed interface Outgoing {

    /** In bytes. */
    int size();

    record Text(Encoded frame) implements Outgoing {
        @Override
        public int size() {
            return frame.size();
        }
    }

    record Ping() implements Outgoing {
        @Override
        public int size() {
            return 0;
        }
    }

    /** Says back what a ping said. */
    record Pong(Encoded echo) implements Outgoing {
        @Override
        public int size() {
            return echo.size();
        }
    }
}
