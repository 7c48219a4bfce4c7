package dev.parley.endtoend;

import static dev.parley.endtoend.Journey.range;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.parley.client.AccessToken;
import dev.parley.client.Message;
import dev.parley.client.Messenger;
import dev.parley.client.Refused;
import dev.parley.client.Sent;
import dev.parley.demo.client.Eventually;
import dev.parley.demo.client.Person;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** People on gateways in different processes, and what becomes of them when one is killed. */
@ExtendWith(RunningProduct.class)
class TwoGatewaysTest {

    /** Acknowledged messages before the kill, and at least as many after it. */
    private static final int LIVELY = 300;

    @Test
    void peopleOnEitherHearEachOther(Product product) throws IOException, InterruptedException {
        Person ana = Person.newcomer(product.door(), "Ana");
        Person ben = Person.newcomer(product.door(), "Ben");
        Person eve = Person.newcomer(product.door(), "Eve");
        String group = ana.rest().createGroup("Two places", ben.user()).conversation();
        Listener anas = new Listener();
        Listener bens = new Listener();
        try (SecondGateway second = SecondGateway.of(product);
                Messenger here = connect(ana, product.door().address());
                Messenger there = connect(ben, second.address());
                Messenger stranger = connect(eve, second.address())) {
            here.events().subscribe(anas);
            there.events().subscribe(bens);
            Message hello = Message.text(group, "Hello over there");
            Sent first = here.send(hello).join();
            Sent answer = there.send(Message.text(group, "Hello, Ana")).join();
            Message direct = Message.textTo(ana.user(), "Just us?");
            Sent fromThere = there.send(direct).join();

            anas.awaitVersion(group, answer.version());
            bens.awaitVersion(group, answer.version());
            assertThat(anas.texts(group)).containsExactly("Hello over there", "Hello, Ana");
            assertThat(bens.texts(group)).isEqualTo(anas.texts(group));
            assertThat(there.send(direct).join()).isEqualTo(fromThere);
            anas.awaitVersion(ana.rest().direct(ben.user()).conversation(), fromThere.version());
            assertThat(first.seq()).isEqualTo(1);
            assertThat(catchThrowable(() ->
                                    stranger.send(Message.text(group, "Me?")).join())
                            .getCause())
                    .isInstanceOfSatisfying(
                            Refused.class, no -> assertThat(no.code()).isEqualTo("NOT_FOUND"));
            assertThat(metrics(second)).contains("parley_push_lag_events").contains("parley_push_connections 2.0");
        }
    }

    @Test
    void aDeviceThatConnectsToOneEndsItsOlderConnectionToTheOther(Product product) throws IOException {
        Person ana = Person.newcomer(product.door(), "Ana");
        try (SecondGateway second = SecondGateway.of(product);
                Messenger here = connect(ana, product.door().address())) {
            here.send(Message.textTo(ana.user(), "Note to myself")).join();
            try (Messenger there = connect(ana, second.address())) {
                assertThat(here.ended().orTimeout(30, TimeUnit.SECONDS).join().code())
                        .isEqualTo(4409);
                there.send(Message.textTo(ana.user(), "Another one")).join();
                assertThat(there.ended()).isNotDone();
            }
        }
    }

    @Test
    void whenOneIsKilledUnderLoadItsPeopleGoOnAtTheOtherAndNothingIsLostOrDoubled(Product product) {
        URI first = product.door().address();
        List<Person> people = Stream.of("Ana", "Ben", "Chen", "Dora")
                .map(name -> Person.newcomer(product.door(), name))
                .toList();
        String group = people.getFirst()
                .rest()
                .createGroup(
                        "Survivors",
                        people.get(1).user(),
                        people.get(2).user(),
                        people.get(3).user())
                .conversation();
        List<Messenger> messengers = new ArrayList<>();
        List<Listener> listeners = people.stream().map(person -> new Listener()).toList();
        Queue<Sent> acknowledged = new ConcurrentLinkedQueue<>();
        List<Chatter> chatters = new ArrayList<>();
        try (SecondGateway second = SecondGateway.of(product)) {
            for (int i = 0; i < people.size(); i++) {
                Messenger messenger =
                        i % 2 == 0 ? connect(people.get(i), first) : connect(people.get(i), second.address(), first);
                messenger.events().subscribe(listeners.get(i));
                messengers.add(messenger);
                chatters.add(new Chatter(messenger, group, people.get(i).name(), acknowledged));
            }
            chatters.forEach(Chatter::start);
            Eventually.see("a lively talk", acknowledged::size, size -> size >= LIVELY, Duration.ofSeconds(60));
            second.kill();
            int then = acknowledged.size();
            Eventually.see("it goes on", acknowledged::size, size -> size >= then + LIVELY, Duration.ofSeconds(60));

            chatters.forEach(Chatter::stop);
            long last = acknowledged.stream().mapToLong(Sent::version).max().orElseThrow();
            for (Listener listener : listeners) {
                listener.awaitVersion(group, last);
                assertThat(listener.versions(group)).isEqualTo(range(0, last));
            }
            assertThat(acknowledged.stream().map(Sent::seq).sorted().toList()).isEqualTo(range(1, acknowledged.size()));
            for (Chatter chatter : chatters) {
                assertThat(listeners.getFirst().texts(group).stream()
                                .filter(chatter::said)
                                .toList())
                        .isEqualTo(chatter.all());
            }
        } finally {
            messengers.forEach(Messenger::close);
        }
    }

    /** Says the next thing as soon as the last is acknowledged. */
    private static final class Chatter {

        private final Messenger messenger;
        private final String group;
        private final String name;
        private final Queue<Sent> acknowledged;
        private final List<String> texts = new ArrayList<>();
        private final CompletableFuture<Void> done = new CompletableFuture<>();
        private volatile boolean stopping;

        Chatter(Messenger messenger, String group, String name, Queue<Sent> acknowledged) {
            this.messenger = messenger;
            this.group = group;
            this.name = name;
            this.acknowledged = acknowledged;
        }

        void start() {
            Thread.ofVirtual().start(this::talk);
        }

        private void talk() {
            try {
                while (!stopping) {
                    String text = name + " " + texts.size();
                    texts.add(text);
                    acknowledged.add(messenger.send(Message.text(group, text)).join());
                }
                done.complete(null);
            } catch (RuntimeException e) {
                done.completeExceptionally(e);
            }
        }

        /** Returns when everything that was said is acknowledged. */
        void stop() {
            stopping = true;
            done.orTimeout(60, TimeUnit.SECONDS).join();
        }

        boolean said(String text) {
            return text.startsWith(name + " ");
        }

        List<String> all() {
            return texts;
        }
    }

    private static String metrics(SecondGateway gateway) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(gateway.metrics()).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    private static Messenger connect(Person person, URI... gateways) {
        return Messenger.at(gateways)
                .pauses(Duration.ofMillis(50), Duration.ofSeconds(1))
                .connect(() -> AccessToken.of(person.session().accessToken()));
    }
}
