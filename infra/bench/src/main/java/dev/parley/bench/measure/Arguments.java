package dev.parley.bench.measure;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** What stands behind a scenario's name on the command line. Whatever is wrong is an {@link IllegalArgumentException} with a sentence. */
public final class Arguments {

    private final Map<String, String> values = new HashMap<>();
    private final Set<String> flags = new HashSet<>();

    /**
     * @param named take a value each
     * @param flagged stand alone
     */
    public static Arguments parse(List<String> args, Set<String> named, Set<String> flagged) {
        Arguments arguments = new Arguments();
        for (int i = 0; i < args.size(); i++) {
            String name = args.get(i);
            if (flagged.contains(name)) {
                arguments.flags.add(name);
            } else if (named.contains(name) && i + 1 < args.size()) {
                arguments.values.put(name, args.get(++i));
            } else {
                throw new IllegalArgumentException("Not understood: " + name);
            }
        }
        return arguments;
    }

    public boolean has(String name) {
        return flags.contains(name) || values.containsKey(name);
    }

    public String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    public int number(String name, int otherwise) {
        return values.containsKey(name) ? above(name, values.get(name), 1) : otherwise;
    }

    public int numberOrZero(String name, int otherwise) {
        return values.containsKey(name) ? above(name, values.get(name), 0) : otherwise;
    }

    /** Several, with commas between them. */
    public List<Integer> numbers(String name, List<Integer> otherwise) {
        return values.containsKey(name)
                ? Stream.of(values.get(name).split(",", -1))
                        .map(number -> above(name, number, 1))
                        .toList()
                : otherwise;
    }

    /** Several, with commas between them, each one of those allowed. */
    public Set<String> words(String name, Set<String> allowed) {
        if (!values.containsKey(name)) {
            return allowed;
        }
        Set<String> words = Set.of(values.get(name).split(",", -1));
        if (!allowed.containsAll(words)) {
            throw new IllegalArgumentException(
                    name + " takes some of " + String.join(",", allowed) + ", not " + values.get(name));
        }
        return words;
    }

    private static int above(String name, String text, int least) {
        try {
            int number = Integer.parseInt(text);
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below, with what was given
        }
        throw new IllegalArgumentException(name + " takes a number from " + least + ", not " + text);
    }
}
