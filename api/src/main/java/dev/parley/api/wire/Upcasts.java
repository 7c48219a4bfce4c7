package dev.parley.api.wire;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Makes of an event's JSON in an older revision what the newest revision says; events are for ever, and whoever reads them reads all
 * revisions ever published. On plain maps, so that the event store and the readers of Kafka share it with whatever JSON library they have.
 */
public final class Upcasts {

    private record Upcast(String event, String from, String to, UnaryOperator<Map<String, @Nullable Object>> step) {}

    private static final List<Upcast> ALL = List.of(
            // Groups had nothing but a name; what they may have now may be absent.
            new Upcast("ConversationCreated", "1", "2", UnaryOperator.identity()),
            new Upcast("MembersAdded", "1", "2", Upcasts::membersAddedTwo),
            new Upcast("MessageSent", "1", "2", Upcasts::messageSentTwo),
            // An edit always named everybody anew; whom it does not speak of may be absent now.
            new Upcast("MessageEdited", "1", "2", UnaryOperator.identity()),
            new Upcast("PrivacyChanged", "1", "2", Upcasts::privacyChangedTwo));

    private Upcasts() {}

    /** The revision that an event of this name has after {@link #newest}, if it had that one before. */
    public static String newestRevision(String event, String revision) {
        Upcast upcast = next(event, revision);
        return upcast == null ? revision : newestRevision(event, upcast.to());
    }

    /** Whether this JSON is not the newest revision's. */
    public static boolean concerns(String event, String revision) {
        return next(event, revision) != null;
    }

    /** The same map when there is nothing to do. */
    public static Map<String, @Nullable Object> newest(
            String event, String revision, Map<String, @Nullable Object> data) {
        Upcast upcast = next(event, revision);
        return upcast == null ? data : newest(event, upcast.to(), upcast.step().apply(data));
    }

    private static @Nullable Upcast next(String event, String revision) {
        return ALL.stream()
                .filter(upcast -> upcast.event().equals(event) && upcast.from().equals(revision))
                .findFirst()
                .orElse(null);
    }

    /** Before groups could let newcomers read everything, they read from their joining on, and all of them had been added. */
    private static Map<String, @Nullable Object> membersAddedTwo(Map<String, @Nullable Object> one) {
        Map<String, @Nullable Object> two = new HashMap<>(one);
        two.put("afterSeq", one.get("headSeq"));
        two.put("via", "added");
        return two;
    }

    /** There was no way to mention everybody; what else is new may be absent. */
    private static Map<String, @Nullable Object> messageSentTwo(Map<String, @Nullable Object> one) {
        Map<String, @Nullable Object> two = new HashMap<>(one);
        two.put("mentionsEveryone", false);
        return two;
    }

    /** Before presence had a circle of its own, whoever might write might see it. */
    private static Map<String, @Nullable Object> privacyChangedTwo(Map<String, @Nullable Object> one) {
        Map<String, @Nullable Object> two = new HashMap<>(one);
        if (one.get("privacy") instanceof Map<?, ?> circles) {
            Map<Object, @Nullable Object> privacy = new HashMap<>(circles);
            privacy.put("presence", circles.get("write"));
            two.put("privacy", privacy);
        }
        return two;
    }
}
