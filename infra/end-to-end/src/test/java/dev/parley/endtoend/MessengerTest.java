package dev.parley.endtoend;

import static dev.parley.endtoend.Journey.range;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.parley.client.AccessToken;
import dev.parley.client.Ended;
import dev.parley.client.Head;
import dev.parley.client.HeadStore;
import dev.parley.client.Incoming;
import dev.parley.client.Message;
import dev.parley.client.Messenger;
import dev.parley.client.Refused;
import dev.parley.client.Sent;
import dev.parley.demo.client.Eventually;
import dev.parley.demo.client.Person;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The client library, as a program uses it: nothing lost, nothing twice, in order, whatever becomes of the line. */
@ExtendWith(RunningProduct.class)
class MessengerTest {

    private Person ana;
    private Person ben;
    private String group;

    @BeforeEach
    void twoPeopleShareAGroup(Product product) {
        ana = Person.newcomer(product.door(), "Ana");
        ben = Person.newcomer(product.door(), "Ben");
        group = ana.rest().createGroup("Crew", ben.user()).conversation();
    }

    @Test
    void onALineThatBreaksAllTheTimeNothingIsLostOrDoubledOrOutOfOrder(Product product) throws IOException {
        int count = 250;
        Listener bens = new Listener();
        try (FlakyProxy proxy = new FlakyProxy(product.door().address(), 7);
                Messenger anasSide = connect(ana, proxy.address());
                Messenger bensSide = connect(ben, proxy.address())) {
            bensSide.events().subscribe(bens);
            List<CompletableFuture<Sent>> answers = IntStream.range(0, count)
                    .mapToObj(number -> anasSide.send(Message.text(group, "No. " + number)))
                    .toList();
            List<Sent> sent = answers.stream().map(CompletableFuture::join).toList();
            bens.awaitVersion(group, sent.getLast().version());

            assertThat(sent.stream().map(Sent::seq)).isEqualTo(range(1, count));
            assertThat(bens.versions(group)).isEqualTo(range(0, sent.getLast().version()));
            assertThat(bens.texts(group))
                    .isEqualTo(IntStream.range(0, count)
                            .mapToObj(number -> "No. " + number)
                            .toList());
            assertThat(proxy.cuts()).as("cuts of the line").isGreaterThan(3);
            System.out.println("The line was cut " + proxy.cuts() + " times");
        }
    }

    @Test
    void aSlowSubscriberWithASmallBufferLosesTheConnectionAndNothingElse(Product product) {
        int count = 200;
        Listener slow = new Listener(5);
        try (Messenger anasSide = connect(ana, product.door().address());
                Messenger bensSide = Messenger.at(product.door().address())
                        .buffer(16)
                        .pauses(Duration.ofMillis(20), Duration.ofMillis(200))
                        .connect(() -> AccessToken.of(ben.session().accessToken()))) {
            bensSide.events().subscribe(slow);
            List<CompletableFuture<Sent>> answers = new ArrayList<>();
            for (int number = 0; number < count; number++) {
                answers.add(anasSide.send(Message.text(group, "No. " + number)));
            }
            Sent last = answers.getLast().join();
            slow.awaitVersion(group, last.version());

            assertThat(slow.versions(group)).isEqualTo(range(0, last.version()));
        }
    }

    @Test
    void whoComesBackWithItsHeadsGetsExactlyWhatItMissed(Product product) {
        HeadStore heads = HeadStore.inMemory();
        Listener before = new Listener();
        Sent first;
        try (Messenger bensSide = connect(ben, product.door().address(), heads);
                Messenger anasSide = connect(ana, product.door().address())) {
            bensSide.events().subscribe(before);
            first = anasSide.send(Message.text(group, "Before")).join();
            before.awaitVersion(group, first.version());
            Eventually.see(
                    "the head to be kept",
                    () -> heads.load().get(group),
                    new Head(first.version(), Head.Standing.MEMBER)::equals);
        }
        ana.rest().say(group, null, "In between");

        Listener after = new Listener();
        try (Messenger bensSide = connect(ben, product.door().address(), heads)) {
            bensSide.events().subscribe(after);
            after.awaitVersion(group, first.version() + 1);

            assertThat(after.texts(group)).containsExactly("In between");
        }
    }

    @Test
    void whoIsKickedAndLetInAgainSkipsWhatWasInBetween(Product product) {
        Listener bens = new Listener();
        try (Messenger bensSide = connect(ben, product.door().address())) {
            bensSide.events().subscribe(bens);
            ana.rest().say(group, null, "With Ben");
            ana.rest().kick(group, ben.user());
            ana.rest().say(group, null, "Without Ben");
            ana.rest().add(group, ben.user());
            ana.rest().say(group, null, "With Ben again");
            bens.awaitVersion(group, 5);

            assertThat(bens.versions(group)).containsExactly(0L, 1L, 2L, 4L, 5L);
        }
    }

    @Test
    void aRefusalIsToldAndIsNotRepeated(Product product) {
        try (Messenger stranger =
                connect(Person.newcomer(product.door(), "Eve"), product.door().address())) {
            Throwable refusal = catchThrowable(
                    () -> stranger.send(Message.text(group, "Hello?")).join());

            assertThat(refusal).isInstanceOf(CompletionException.class);
            assertThat(refusal.getCause())
                    .isInstanceOfSatisfying(
                            Refused.class, no -> assertThat(no.code()).isEqualTo("NOT_FOUND"));
        }
    }

    @Test
    void readPositionsAndPresenceOfTheMomentArriveToo(Product product) {
        Listener anas = new Listener();
        try (Messenger anasSide = connect(ana, product.door().address());
                Messenger bensSide = connect(ben, product.door().address())) {
            anasSide.events().subscribe(anas);
            Sent direct = anasSide.send(Message.textTo(ben.user(), "Seen?")).join();
            bensSide.read(ana.rest().direct(ben.user()).conversation(), direct.seq())
                    .join();

            Eventually.see("Ben's position", () -> anas.count(Incoming.Position.class), count -> count > 0);
        }
    }

    @Test
    void aDeviceThatIsSignedOutDoesNotComeBack(Product product) {
        Messenger bensSide = connect(ben, product.door().address());
        Listener bens = new Listener();
        bensSide.events().subscribe(bens);
        Eventually.see("Ben online", () -> bens.count(Incoming.CaughtUp.class), count -> count > 0);

        ben.rest().call("DELETE", "/sessions/current", Map.of(), null).orRefused();

        assertThat(bensSide.ended().orTimeout(10, TimeUnit.SECONDS).join().code())
                .isEqualTo(4410);
        assertThat(bensSide.send(Message.text(group, "Too late")))
                .failsWithin(Duration.ofSeconds(5))
                .withThrowableThat()
                .withCauseInstanceOf(Ended.class);
    }

    private static Messenger connect(Person person, URI gateway) {
        return connect(person, gateway, HeadStore.inMemory());
    }

    private static Messenger connect(Person person, URI gateway, HeadStore heads) {
        return Messenger.at(gateway)
                .heads(heads)
                .outbox(10_000)
                .quiet(Duration.ofSeconds(1))
                .pauses(Duration.ofMillis(20), Duration.ofMillis(500))
                .connect(() -> AccessToken.of(person.session().accessToken()));
    }
}
