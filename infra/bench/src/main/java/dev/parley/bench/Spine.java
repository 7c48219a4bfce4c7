package dev.parley.bench;

import dev.parley.bench.measure.ConstantRate;
import dev.parley.bench.measure.Latency;
import dev.parley.bench.measure.Machine;
import dev.parley.demo.client.Frame;
import dev.parley.demo.client.FrontDoor;
import dev.parley.demo.client.LiveConnection;
import dev.parley.demo.client.Person;
import dev.parley.demo.client.Unmet;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One message's whole way at a gentle, constant rate: Ana talks through one connection, Ben listens on another, and two onlookers ask
 * by REST whether history and search have the message yet.
 */
final class Spine {

    private static final Duration LAST_WORDS = Duration.ofSeconds(30);

    private final Options options;
    private final PrintStream out;

    /** Part of every text, so that each message of each run is a word that a search finds alone. */
    private final String run = Person.random().substring(0, 10);

    Spine(Options options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    Report run() throws InterruptedException {
        try (FrontDoor door = FrontDoor.at(options.url())) {
            Person ana = Person.newcomer(door, "Ana");
            Person ben = Person.newcomer(door, "Ben");
            String group = ana.rest().createGroup("Bench " + run, ben.user()).conversation();
            try (LiveConnection talking = ana.online();
                    LiveConnection listening = ben.online()) {
                return talk(ana, group, talking, listening);
            }
        }
    }

    private Report talk(Person ana, String group, LiveConnection talking, LiveConnection listening)
            throws InterruptedException {
        Memory before = memory();
        out.printf("Warming up for %d s …%n", options.warmUp().toSeconds());
        ConstantRate rate = new ConstantRate(options.perSecond());
        int first = rate.run(0, options.warmUp(), (number, due) -> post(talking, group, number));

        out.printf("Measuring for %d s …%n", options.duration().toSeconds());
        Map<String, Sent> sent = new HashMap<>();
        Onlooker history = new Onlooker(
                "send → visible in history",
                message -> ana.rest().history(group, "limit", "1").items().stream()
                        .anyMatch(newest -> newest.seq() >= message.awaitSeq(talking)));
        Onlooker search = new Onlooker(
                "send → searchable",
                message -> !ana.rest().search(word(message.number())).items().isEmpty());
        int end = rate.run(first, options.duration(), (number, due) -> {
            Sent message = new Sent(number, due, post(talking, group, number));
            sent.put(text(number), message);
            history.offer(message);
            search.offer(message);
        });
        listening.await("the last message", frame -> frame.said().equals(text(end - 1)), LAST_WORDS);
        List<Latency.Summary> looks = List.of(history.finish(), search.finish());
        return report(sent, talking, listening, looks, before);
    }

    private Report report(
            Map<String, Sent> sent,
            LiveConnection talking,
            LiveConnection listening,
            List<Latency.Summary> looks,
            @Nullable Memory before) {
        Map<String, Long> acknowledged = acknowledged(talking);
        Map<String, Long> pushed = pushed(listening);
        Latency ack = new Latency("send → durable ack");
        Latency push = new Latency("send → pushed to another connection");
        Latency between = new Latency("durable ack → pushed");
        sent.forEach((text, message) -> {
            long acked = nanosOf(acknowledged, message.id(), "an ack for " + text);
            long heard = nanosOf(pushed, text, "the push of " + text);
            ack.record(acked - message.dueNanos());
            push.record(heard - message.dueNanos());
            between.record(heard - acked); // a push may overtake the ack: then it counts as 0
        });
        return new Report(
                "spine",
                Instant.now(),
                options.perSecond() + " messages/s for " + options.duration().toSeconds() + " s (" + sent.size()
                        + " messages) at " + options.url(),
                Machine.thisOne(),
                List.of(ack.summary(), push.summary(), between.summary(), looks.get(0), looks.get(1)),
                before,
                memory());
    }

    private static Map<String, Long> acknowledged(LiveConnection talking) {
        Map<String, Long> nanos = new HashMap<>();
        talking.heard(frame -> frame.is("ok")).forEach(ok -> nanos.put(ok.text("id"), ok.receivedNanos()));
        return nanos;
    }

    private static Map<String, Long> pushed(LiveConnection listening) {
        Map<String, Long> nanos = new HashMap<>();
        for (Frame event : listening.heard(frame -> !frame.said().isEmpty())) {
            nanos.put(event.said(), event.receivedNanos());
        }
        return nanos;
    }

    private static long nanosOf(Map<String, Long> nanos, String key, String expected) {
        Long found = nanos.get(key);
        if (found == null) {
            throw new Unmet(expected, "none");
        }
        return found;
    }

    private String post(LiveConnection talking, String group, int number) {
        return talking.post(LiveConnection.message("conversation", group, Person.random(), text(number)));
    }

    private String text(int number) {
        return "Message " + word(number) + " of the bench, as long as people's messages usually are";
    }

    private String word(int number) {
        return run + "x" + number;
    }

    private @Nullable Memory memory() {
        return options.pid().isPresent() ? Memory.of(options.pid().getAsLong()) : null;
    }
}
