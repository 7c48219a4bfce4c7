package dev.parley.push.connection;

/** What waits to be written to one connection. */
sealed interface Outgoing {

    /** In bytes. */
    int size();

    /** A message as it goes over the wire; nobody changes the bytes, which others may be sent as well. */
    final class Message implements Outgoing {

        private final byte[] bytes;

        Message(byte[] bytes) {
            this.bytes = bytes;
        }

        byte[] bytes() {
            return bytes;
        }

        @Override
        public int size() {
            return bytes.length;
        }
    }

    record Ping() implements Outgoing {
        @Override
        public int size() {
            return 0;
        }
    }

    /** Says back what a ping said. */
    final class Pong implements Outgoing {

        private final byte[] echo;

        Pong(byte[] echo) {
            this.echo = echo;
        }

        byte[] echo() {
            return echo;
        }

        @Override
        public int size() {
            return echo.length;
        }
    }
}
