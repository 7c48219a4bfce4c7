package dev.parley.standalone;

import dev.parley.standalone.control.ToolFailed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What stood on the command line of an operators' tool.
 *
 * @param words what stood there without an option's name
 * @param options by name, dashes included
 */
record ToolArguments(Path data, List<String> words, Map<String, String> options) {

    private static final String DATA = "--data";

    ToolArguments {
        words = List.copyOf(words);
        options = Map.copyOf(options);
    }

    /**
     * @param usage what should stand there, for the sentence that refuses
     * @param words how many words there have to be
     * @param known the options there may be besides {@code --data}
     */
    static ToolArguments parse(List<String> line, String usage, int words, Set<String> known) throws ToolFailed {
        ToolArguments parsed = parse(line, usage, known);
        if (parsed.words().size() != words) {
            throw new ToolFailed("It is " + usage + ".");
        }
        return parsed;
    }

    /** With any number of words. */
    static ToolArguments parse(List<String> line, String usage, Set<String> known) throws ToolFailed {
        Path data = Path.of("data");
        List<String> found = new ArrayList<>();
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i < line.size(); i++) {
            String word = line.get(i);
            if (!word.startsWith("--")) {
                found.add(word);
                continue;
            }
            int equals = word.indexOf('=');
            String name = equals < 0 ? word : word.substring(0, equals);
            if (!name.equals(DATA) && !known.contains(name)) {
                throw new ToolFailed("\"" + name + "\" is not understood; it is " + usage + ".");
            }
            String value = equals >= 0 ? word.substring(equals + 1) : i + 1 < line.size() ? line.get(++i) : "";
            if (value.isBlank()) {
                throw new ToolFailed(name + " needs a value; it is " + usage + ".");
            }
            if (name.equals(DATA)) {
                data = Path.of(value);
            } else {
                options.put(name, value);
            }
        }
        return new ToolArguments(data, found, options);
    }

    /** The only word. */
    Path directory() {
        return Path.of(words.getFirst());
    }
}
