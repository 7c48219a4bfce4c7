package dev.parley.standalone.process;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * What can be run as a JVM of its own: a main class on the jars of one directory, which obeys the manners of a node. It prints
 * {@code READY host:port}, ends when its standard input closes, and begins its last words with {@code Cannot start:} when it cannot.
 */
public record ServerProgram(String name, Path jars, String mainClass, List<String> flags) {

    /**
     * Only the first compiler: the second one's work costs a small machine more in the first minutes than its code saves (a third less CPU
     * until ready, a third less for the first hundred thousand records, 40 MB less resident).
     */
    private static final String FIRST_COMPILER = "-XX:TieredStopAtLevel=1";

    /** Flags of every child. G1, because it gives memory back and the serial collector keeps it. */
    private static final List<String> ALL = List.of(
            "-XX:+UseG1GC",
            "-XX:+ExitOnOutOfMemoryError",
            "-Dstdout.encoding=UTF-8",
            "-Dstderr.encoding=UTF-8",
            // Only to keep their warnings out of the logs: the libraries know.
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    public ServerProgram {
        flags = List.copyOf(flags);
    }

    public static ServerProgram kafka(Path jars) {
        return new ServerProgram("kafka", jars, "dev.parley.kafkanode.KafkaNode", with("-Xmx256m", FIRST_COMPILER));
    }

    public static ServerProgram elasticsearch(Path jars) {
        return new ServerProgram(
                "elasticsearch", jars, "dev.parley.elasticsearchnode.ElasticsearchNode", with("-Xmx512m"));
    }

    private static List<String> with(String... own) {
        return Stream.concat(Arrays.stream(own), ALL.stream()).toList();
    }
}
