package dev.parley.bench.measure;

import dev.parley.demo.client.Frame;
import dev.parley.demo.client.LiveConnection;
import dev.parley.demo.client.Person;
import dev.parley.demo.client.Unmet;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Ana talks in a group through one connection, Ben hears it on another; how long each message took is read off what both heard. */
public final class Exchange implements AutoCloseable {

    private static final Duration LAST_WORDS = Duration.ofSeconds(30);

    /** Part of every text, so that each message of each run is a word that a search finds alone. */
    private final String run = Person.random().substring(0, 10);

    private final Person ana;
    private final String group;
    private final LiveConnection talking;
    private final LiveConnection listening;

    public Exchange(Person ana, Person ben) {
        this.ana = ana;
        this.group = ana.rest().createGroup("Bench " + run, ben.user()).conversation();
        this.talking = ana.online();
        this.listening = ben.online();
    }

    public Person speaker() {
        return ana;
    }

    public String group() {
        return group;
    }

    public Sent post(int number, long dueNanos) {
        return new Sent(
                number,
                dueNanos,
                talking.post(LiveConnection.message("conversation", group, Person.random(), text(number))));
    }

    /** The message's {@code seq}, once it is acknowledged. */
    public long awaitSeq(Sent message) {
        return talking.heard(frame -> frame.is("ok") && frame.text("id").equals(message.id())).stream()
                .findFirst()
                .orElseGet(() -> talking.answerTo(message.id()))
                .number("seq");
    }

    public void awaitHeard(Sent last) {
        listening.await("the last message", frame -> frame.said().equals(text(last.number())), LAST_WORDS);
    }

    /** A word that is in this message alone. */
    public String word(int number) {
        return run + "x" + number;
    }

    private String text(int number) {
        return "Message " + word(number) + " of the bench, as long as people's messages usually are";
    }

    /** How long these took, acknowledged and heard as they all have to be. */
    public Times times(List<Sent> messages) {
        Map<String, Long> acknowledged = acknowledged();
        Map<String, Long> pushed = pushed();
        Times times = new Times(
                new Latency("send → durable ack"),
                new Latency("send → pushed to another connection"),
                new Latency("durable ack → pushed"));
        for (Sent message : messages) {
            String text = text(message.number());
            long acked = nanosOf(acknowledged, message.id(), "an ack for " + text);
            long heard = nanosOf(pushed, text, "the push of " + text);
            times.ack.record(acked - message.dueNanos());
            times.push.record(heard - message.dueNanos());
            times.between.record(heard - acked); // a push may overtake the ack: then it counts as 0
        }
        return times;
    }

    private Map<String, Long> acknowledged() {
        Map<String, Long> nanos = new HashMap<>();
        talking.heard(frame -> frame.is("ok")).forEach(ok -> nanos.put(ok.text("id"), ok.receivedNanos()));
        return nanos;
    }

    private Map<String, Long> pushed() {
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

    @Override
    public void close() {
        talking.close();
        listening.close();
    }

    /** A message on its way. {@code id} is the frame's, by which the ack is found. */
    public record Sent(int number, long dueNanos, String id) {}

    /** Each from the moment when the message was due. */
    public record Times(Latency ack, Latency push, Latency between) {}
}
