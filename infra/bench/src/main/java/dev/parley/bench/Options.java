package dev.parley.bench;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** What the command line asks for. */
record Options(
        String scenario, URI url, int perSecond, Duration duration, Duration warmUp, OptionalLong pid, Path results) {

    static final String USAGE = """
            Usage: ./parley bench [scenario] [options]
              spine            one message's whole way: ack, push, history, search (the default)
              --url U          the product's address (http://127.0.0.1:8080)
              --rate N         messages per second (20)
              --seconds N      how long (30)
              --warm-up N      seconds at the same rate that are not measured (5)
              --pid N          the product's process, to add up its memory and its children's
              --results DIR    where the figures go as JSON (bench/results)
            """;

    private static final List<String> NAMES =
            List.of("--url", "--rate", "--seconds", "--warm-up", "--pid", "--results");

    /** @throws IllegalArgumentException with a sentence on what is wrong */
    static Options parse(String... args) {
        String scenario = "spine";
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < args.length; i++) {
            if (NAMES.contains(args[i]) && i + 1 < args.length) {
                values.put(args[i], args[i + 1]);
                i++;
            } else if (i == 0 && !args[i].startsWith("--")) {
                scenario = args[i];
            } else {
                throw new IllegalArgumentException("Not understood: " + args[i]);
            }
        }
        return new Options(
                scenario,
                URI.create(values.getOrDefault("--url", "http://127.0.0.1:8080")),
                Math.toIntExact(number(values, "--rate", 20)),
                Duration.ofSeconds(number(values, "--seconds", 30)),
                Duration.ofSeconds(number(values, "--warm-up", 5)),
                values.containsKey("--pid") ? OptionalLong.of(number(values, "--pid", 0)) : OptionalLong.empty(),
                Path.of(values.getOrDefault("--results", "bench/results")));
    }

    private static long number(Map<String, String> values, String name, long otherwise) {
        String text = values.getOrDefault(name, Long.toString(otherwise));
        try {
            long number = Long.parseLong(text);
            if (number > 0 || (number == 0 && name.equals("--warm-up"))) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below, with what was given
        }
        throw new IllegalArgumentException(name + " takes a number above 0, not " + text);
    }
}
