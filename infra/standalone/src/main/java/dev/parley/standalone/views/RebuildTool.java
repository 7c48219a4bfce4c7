package dev.parley.standalone.views;

import dev.parley.standalone.control.ControlLine;
import dev.parley.standalone.control.Requests;
import dev.parley.standalone.control.ToolFailed;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code ./parley rebuild}: has a running Parley make a view anew, and prints what it tells. */
public final class RebuildTool {

    public static final String USAGE = "./parley rebuild VIEW [--rate EVENTS-A-SECOND] [--confirm yes]"
            + " | ./parley rebuild --switch|--rollback|--drop REBUILD  [--data DIR]";

    private static final String RATE = "--rate";
    private static final String CONFIRM = "--confirm";
    private static final List<String> MOVES = List.of("--switch", "--rollback", "--drop");

    public static final Set<String> OPTIONS = Set.of(RATE, CONFIRM, "--switch", "--rollback", "--drop");

    private final List<String> words;
    private final Map<String, String> options;

    public RebuildTool(List<String> words, Map<String, String> options) {
        this.words = words;
        this.options = options;
    }

    public void run(Path data, PrintStream console) throws ToolFailed {
        try (ControlLine line = ControlLine.ask(data, request())) {
            for (Optional<String> told = line.nextIfAny(); told.isPresent(); told = line.nextIfAny()) {
                console.println(told.get());
            }
        }
    }

    private String request() throws ToolFailed {
        Optional<String> move = MOVES.stream().filter(options::containsKey).findFirst();
        if (move.isPresent()) {
            return Requests.of(
                    Requests.MOVE_REBUILD, move.get().substring(2), plain(String.valueOf(options.get(move.get()))));
        }
        String rate = options.getOrDefault(RATE, "0");
        if (!rate.matches("\\d{1,7}")) {
            throw new ToolFailed(RATE + " is a number of events a second, not \"" + rate + "\".");
        }
        return Requests.of(
                Requests.REBUILD, plain(words.getFirst()), rate, options.containsKey(CONFIRM) ? "confirm" : "switch");
    }

    private static String plain(String name) throws ToolFailed {
        if (!name.matches("[a-z0-9-]{1,60}")) {
            throw new ToolFailed("\"" + name + "\" is no name of a view or a rebuild; it is " + USAGE + ".");
        }
        return name;
    }
}
