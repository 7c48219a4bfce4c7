package dev.parley.standalone.process;

/** Where a server's clients find it. */
public record ServerAddress(String host, int port) {

    @Override
    public String toString() {
        return host + ":" + port;
    }
}
