package dev.parley.standalone.views;

import dev.parley.standalone.control.ControlLine;
import dev.parley.standalone.control.Requests;
import dev.parley.standalone.control.ToolFailed;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code ./parley audit}: has a running Parley hold its views against the events, and prints what differs. */
public final class AuditTool {

    public static final String USAGE = "./parley audit [--view VIEW] [--sample CONVERSATIONS | --all] [--data DIR]";

    private static final String VIEW = "--view";
    private static final String SAMPLE = "--sample";
    private static final String DEFAULT_SAMPLE = "1000";

    public static final Set<String> OPTIONS = Set.of(VIEW, SAMPLE);

    private final Map<String, String> options;
    private final boolean all;

    public AuditTool(Map<String, String> options, boolean all) {
        this.options = options;
        this.all = all;
    }

    /** @throws ToolFailed also when something differs */
    public void run(Path data, PrintStream console) throws ToolFailed {
        String last = "";
        try (ControlLine line = ControlLine.ask(data, request())) {
            for (Optional<String> told = line.nextIfAny(); told.isPresent(); told = line.nextIfAny()) {
                console.println(told.get());
                last = told.get();
            }
        }
        if (!last.startsWith(AuditRequests.SAME)) {
            throw new ToolFailed("The views differ from the events. ./parley rebuild VIEW makes one right.");
        }
    }

    private String request() throws ToolFailed {
        String view = options.getOrDefault(VIEW, AuditRequests.EVERY_VIEW);
        if (!view.matches("[a-z-]{1,40}")) {
            throw new ToolFailed("\"" + view + "\" is no name of a view; it is " + USAGE + ".");
        }
        String sample = all ? "0" : options.getOrDefault(SAMPLE, DEFAULT_SAMPLE);
        if (!sample.matches("\\d{1,9}")) {
            throw new ToolFailed(SAMPLE + " is a number of conversations, not \"" + sample + "\".");
        }
        return Requests.of(Requests.AUDIT, view, sample);
    }
}
