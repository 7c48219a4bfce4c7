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
import org.jspecify.annotations.Nullable;

/** {@code ./parley dead-letters}: shows what the views of a running Parley lack, and has it taken again or left out. */
public final class DeadLettersTool {

    public static final String USAGE = "./parley dead-letters [list | show ID | retry ID | retry --all"
            + " | discard ID --reason WHY] [--data DIR]";

    private static final String REASON = "--reason";

    public static final Set<String> OPTIONS = Set.of(REASON);

    private final List<String> words;
    private final @Nullable String reason;
    private final boolean all;

    /** @param all whether {@code --all} stood there */
    public DeadLettersTool(List<String> words, Map<String, String> options, boolean all) {
        this.words = words;
        this.reason = options.get(REASON);
        this.all = all;
    }

    /** @throws ToolFailed also when something that was taken again fails again */
    public void run(Path data, PrintStream console) throws ToolFailed {
        boolean failing = false;
        try (ControlLine line = ControlLine.ask(data, request())) {
            for (Optional<String> told = line.nextIfAny(); told.isPresent(); told = line.nextIfAny()) {
                console.println(told.get());
                failing |= told.get().startsWith(DeadLetterRequests.STILL);
            }
        }
        if (failing) {
            throw new ToolFailed("Not everything could be applied; what still fails is kept as it was.");
        }
    }

    private String request() throws ToolFailed {
        String what = words.isEmpty() ? "list" : words.getFirst();
        boolean reasoned = reason != null;
        if (words.size() <= 1 && what.equals("list") && !all && !reasoned) {
            return Requests.of(Requests.DEAD_LETTERS, "list");
        }
        if (words.size() == 1 && what.equals("retry") && all && !reasoned) {
            return Requests.of(Requests.DEAD_LETTERS, "retry-all");
        }
        if (words.size() == 2 && (what.equals("show") || what.equals("retry")) && !all && !reasoned) {
            return Requests.of(Requests.DEAD_LETTERS, what, words.getLast());
        }
        if (words.size() == 2 && what.equals("discard") && !all && reason != null) {
            return Requests.of(Requests.DEAD_LETTERS, what, words.getLast(), reason);
        }
        throw new ToolFailed("It is " + USAGE + ".");
    }
}
