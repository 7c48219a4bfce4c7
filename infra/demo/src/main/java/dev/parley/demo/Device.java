package dev.parley.demo;

import dev.parley.client.AccessToken;
import dev.parley.client.Incoming;
import dev.parley.client.Messenger;
import dev.parley.client.Refused;
import dev.parley.client.Sent;
import dev.parley.demo.client.Answers.Accepted;
import dev.parley.demo.client.Eventually;
import dev.parley.demo.client.Person;
import dev.parley.demo.client.Unmet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Somebody's device: the client library that anybody would use, and what it has heard. */
final class Device implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 20;

    private final Messenger messenger;
    private final List<Heard> heard = new CopyOnWriteArrayList<>();

    /** @param nanos {@link System#nanoTime} when it came */
    record Heard(Incoming what, long nanos) {

        Incoming.Event event() {
            return (Incoming.Event) what;
        }
    }

    private Device(Messenger messenger) {
        this.messenger = messenger;
        messenger.events().subscribe(new Listener());
    }

    /** Has heard everything that it may hear when this returns. */
    static Device online(Person person) {
        Device device = new Device(Messenger.at(person.rest().address())
                .connect(() -> AccessToken.of(person.session().accessToken())));
        device.await("to be caught up", what -> what instanceof Incoming.CaughtUp);
        return device;
    }

    Accepted say(String conversation, String clientId, String text) {
        return send(dev.parley.client.Message.text(conversation, text).as(clientId));
    }

    Accepted sayTo(String user, String clientId, String text) {
        return send(dev.parley.client.Message.textTo(user, text).as(clientId));
    }

    private Accepted send(dev.parley.client.Message message) {
        try {
            Sent sent = messenger
                    .send(message)
                    .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    .join();
            return new Accepted(sent.message(), sent.seq(), sent.version(), sent.at());
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof Refused refused) {
                throw refused;
            }
            throw new Unmet("an answer to a message", String.valueOf(failure.getCause()));
        }
    }

    Heard awaitEvent(String conversation, String name) {
        return await(
                name,
                what -> isEvent(what, conversation)
                        && ((Incoming.Event) what).name().equals(name));
    }

    Heard awaitMessage(String conversation, String text) {
        return await(
                "\"" + text + "\"",
                what -> isEvent(what, conversation)
                        && ((Incoming.Event) what).text().equals(text));
    }

    /** The first that is so, whether it has come already or not. */
    Heard await(String expected, Predicate<Incoming> wanted) {
        return Eventually.see(
                        expected,
                        () -> heard.stream()
                                .filter(each -> wanted.test(each.what()))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    /** All that has come of this conversation. */
    List<Incoming.Event> events(String conversation) {
        return heard.stream()
                .filter(each -> isEvent(each.what(), conversation))
                .map(Heard::event)
                .toList();
    }

    private static boolean isEvent(Incoming what, String conversation) {
        return what instanceof Incoming.Event event && event.conversation().equals(conversation);
    }

    @Override
    public void close() {
        messenger.close();
    }

    private final class Listener implements Flow.Subscriber<Incoming> {

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(Incoming what) {
            heard.add(new Heard(what, System.nanoTime()));
        }

        /** Whoever waits for something sees that it does not come. */
        @Override
        public void onError(Throwable end) {}

        @Override
        public void onComplete() {}
    }
}
