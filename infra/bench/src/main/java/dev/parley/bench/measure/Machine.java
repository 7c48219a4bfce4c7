package dev.parley.bench.measure;

/** What the figures were found on. */
public record Machine(int processors, String os, String java) {

    public static Machine thisOne() {
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.version"));
    }
}
