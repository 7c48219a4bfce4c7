package dev.parley.standalone.events;

import dev.parley.standalone.control.ToolFailed;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which events are asked for.
 *
 * @param conversation the id of one aggregate; empty = all
 * @param type the simple name of one type; empty = all
 */
record EventQuery(Optional<Bound> from, Optional<Bound> to, Optional<String> conversation, Optional<String> type) {

    private static final String FROM = "--from";
    private static final String TO = "--to";
    private static final String CONVERSATION = "--conversation";
    private static final String TYPE = "--type";

    static final Set<String> OPTIONS = Set.of(FROM, TO, CONVERSATION, TYPE);

    static EventQuery of(Map<String, String> options) throws ToolFailed {
        Optional<Bound> from = bound(FROM, options);
        Optional<Bound> to = bound(TO, options);
        if (from.isPresent() && to.isPresent() && isAfter(from.get(), to.get())) {
            throw new ToolFailed(FROM + " " + options.get(FROM) + " lies after " + TO + " " + options.get(TO) + ".");
        }
        Optional<String> type = Optional.ofNullable(options.get(TYPE));
        if (type.isPresent() && !type.get().matches("\\w+")) {
            throw new ToolFailed(TYPE + " takes the name of an event such as MessageSent, not \"" + type.get() + "\".");
        }
        return new EventQuery(from, to, Optional.ofNullable(options.get(CONVERSATION)), type);
    }

    private static Optional<Bound> bound(String option, Map<String, String> options) throws ToolFailed {
        String text = options.get(option);
        return text == null ? Optional.empty() : Optional.of(Bound.parse(option, text));
    }

    private static boolean isAfter(Bound from, Bound to) {
        return switch (from) {
            case Bound.Position first -> to instanceof Bound.Position last && first.value() > last.value();
            case Bound.Time first ->
                to instanceof Bound.Time last && first.value().isAfter(last.value());
        };
    }
}
