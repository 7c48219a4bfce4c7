package dev.parley.standalone;

import dev.parley.node.CannotStart;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What stood on the command line of {@code ./parley start}.
 *
 * @param port 0 = any free one
 * @param settings Spring properties given as {@code --name=value}; they win over everything
 */
record Arguments(Path data, int port, Map<String, String> settings) {

    private static final int DEFAULT_PORT = 8080;
    private static final int HIGHEST_PORT = 65_535;

    Arguments {
        settings = Map.copyOf(settings);
    }

    /** @throws CannotStart when something stands there that is not understood */
    static Arguments parse(String... words) throws CannotStart {
        Path data = Path.of("data");
        int port = DEFAULT_PORT;
        Map<String, String> settings = new LinkedHashMap<>();
        for (int i = 0; i < words.length; i++) {
            String word = words[i];
            int equals = word.indexOf('=');
            String name = equals < 0 ? word : word.substring(0, equals);
            if (!name.startsWith("--") || name.length() == 2) {
                throw new CannotStart("\"" + word + "\" is not understood. Try ./parley help.");
            }
            if (name.equals("--data") || name.equals("--port")) {
                String value = equals >= 0 ? word.substring(equals + 1) : i + 1 < words.length ? words[++i] : "";
                if (value.isBlank()) {
                    throw new CannotStart(name + " needs a value. Try ./parley help.");
                }
                if (name.equals("--data")) {
                    data = Path.of(value);
                } else {
                    port = number(value);
                }
            } else if (equals < 0) {
                throw new CannotStart("The setting " + word + " needs a value: " + word + "=VALUE.");
            } else {
                settings.put(name.substring(2), word.substring(equals + 1));
            }
        }
        return new Arguments(data, port, settings);
    }

    private static int number(String value) throws CannotStart {
        if (!value.matches("\\d{1,5}") || Integer.parseInt(value) > HIGHEST_PORT) {
            throw new CannotStart("--port takes a number from 0 to 65535, not \"" + value + "\".");
        }
        return Integer.parseInt(value);
    }
}
