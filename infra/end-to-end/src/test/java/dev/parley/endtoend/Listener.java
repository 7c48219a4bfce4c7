package dev.parley.endtoend;

import dev.parley.client.Incoming;
import dev.parley.demo.client.Eventually;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;

/** Hears one event after the other, and remembers all of them. */
final class Listener implements Flow.Subscriber<Incoming> {

    private final List<Incoming.Event> events = new CopyOnWriteArrayList<>();
    private final List<Incoming> others = new CopyOnWriteArrayList<>();
    private final long pauseMillis;
    private Flow.Subscription subscription;
    private volatile Throwable failure;

    Listener() {
        this(0);
    }

    /** @param pauseMillis how long it thinks about each event */
    Listener(long pauseMillis) {
        this.pauseMillis = pauseMillis;
    }

    /** In the order in which they came. */
    List<Long> versions(String conversation) {
        return events.stream()
                .filter(event -> event.conversation().equals(conversation))
                .map(Incoming.Event::version)
                .toList();
    }

    List<String> texts(String conversation) {
        return events.stream()
                .filter(event -> event.conversation().equals(conversation))
                .map(Incoming.Event::text)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    long count(Class<? extends Incoming> kind) {
        return others.stream().filter(kind::isInstance).count();
    }

    void awaitVersion(String conversation, long version) {
        Eventually.see(
                "version " + version,
                () -> versions(conversation),
                heard -> !heard.isEmpty() && heard.getLast() >= version,
                Duration.ofSeconds(60));
    }

    Throwable failure() {
        return failure;
    }

    @Override
    public void onSubscribe(Flow.Subscription to) {
        subscription = to;
        to.request(1);
    }

    @Override
    public void onNext(Incoming item) {
        if (item instanceof Incoming.Event event) {
            events.add(event);
            think();
        } else {
            others.add(item);
        }
        subscription.request(1);
    }

    private void think() {
        try {
            Thread.sleep(pauseMillis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void onError(Throwable thrown) {
        failure = thrown;
    }

    @Override
    public void onComplete() {
        // closed by this side
    }
}
