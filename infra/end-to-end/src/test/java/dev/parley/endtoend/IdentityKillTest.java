package dev.parley.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.demo.client.Answer;
import dev.parley.demo.client.Answers.Session;
import dev.parley.demo.client.Eventually;
import dev.parley.demo.client.FrontDoor;
import dev.parley.demo.client.NobodyThere;
import dev.parley.demo.client.ParleyClient;
import dev.parley.demo.client.Person;
import dev.parley.demo.client.RefusedByServer;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The promise of durability for accounts and sessions: everything is killed at once while people come and go. */
class IdentityKillTest {

    private static final int ROUNDS = 2;
    private static final int PEOPLE_AT_ONCE = 3;
    private static final int ENOUGH = 15;

    private final Queue<Newcomer> registered = new ConcurrentLinkedQueue<>();
    private final Queue<Session> signedOut = new ConcurrentLinkedQueue<>();

    /** Somebody whose registration was acknowledged. */
    private record Newcomer(String username, String password, String user) {}

    /** Three starts of the product, and a busy machine may take a minute for each. */
    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void whatWasAcknowledgedToThoseWhoCameAndWentIsStillSo() {
        Path data = RunningProduct.newDataDirectory();
        String issuer = null;
        for (int round = 0; round < ROUNDS; round++) {
            // The same address in every token, wherever the product comes up.
            String[] settings = issuer == null ? new String[0] : new String[] {"--parley.auth.issuer=" + issuer};
            try (Product product = Product.start(data, settings)) {
                issuer = issuer == null ? product.door().address().toString() : issuer;
                assertNothingIsLost(product.door());
                killWhilePeopleComeAndGo(product);
            }
        }
        try (Product product = Product.start(data, "--parley.auth.issuer=" + issuer)) {
            assertNothingIsLost(product.door());
            System.out.printf(
                    "%d registrations and %d sign-outs were acknowledged around %d kills; none was lost%n",
                    registered.size(), signedOut.size(), ROUNDS);
        }
    }

    private void killWhilePeopleComeAndGo(Product product) {
        int people = registered.size() + ENOUGH + ThreadLocalRandom.current().nextInt(ENOUGH);
        int departures = signedOut.size() + 1;
        List<Thread> busy = new ArrayList<>();
        for (int person = 0; person < PEOPLE_AT_ONCE; person++) {
            busy.add(untilTheEnd(product, this::register));
        }
        busy.add(untilTheEnd(product, this::comeAndGo));
        Eventually.see(
                "many people coming and going",
                () -> registered.size() >= people && signedOut.size() >= departures,
                enough -> enough,
                Duration.ofMinutes(2));
        product.killTree();
        busy.forEach(IdentityKillTest::awaitEnd);
    }

    /** Over connections of their own, which nobody closes before the kill. */
    private static Thread untilTheEnd(Product product, Consumer<ParleyClient> deed) {
        URI address = product.door().address();
        return Thread.ofPlatform().daemon().start(() -> {
            try (FrontDoor door = FrontDoor.at(address)) {
                while (true) {
                    deed.accept(ParleyClient.of(door));
                }
            } catch (NobodyThere | UncheckedIOException | RefusedByServer e) {
                // killed, as this test wants it
            }
        });
    }

    private void register(ParleyClient anybody) {
        String username = "newcomer-" + Person.random().substring(0, 12);
        String password = Person.random();
        Answer answer = anybody.call(
                "POST",
                "/accounts",
                Map.of(),
                "{\"username\": \"%s\", \"password\": \"%s\", \"email\": \"%s@example.org\"}"
                        .formatted(username, password, username));
        if (answer.status() == 201) {
            registered.add(
                    new Newcomer(username, password, answer.body().path("user").asString("")));
        }
    }

    private void comeAndGo(ParleyClient anybody) {
        Newcomer somebody = registered.peek();
        if (somebody == null) {
            Thread.onSpinWait();
            return;
        }
        Session session = anybody.signIn(somebody.username(), somebody.password(), "a device");
        Answer answer = anybody.withToken(session.accessToken()).call("DELETE", "/sessions/current", Map.of(), null);
        if (answer.status() == 204) {
            signedOut.add(session);
        }
    }

    private void assertNothingIsLost(FrontDoor door) {
        ParleyClient anybody = ParleyClient.of(door);
        for (Session session : signedOut) {
            Refusals.assertProblem(
                    anybody.withToken(session.accessToken()).call("GET", "/conversations", Map.of(), null),
                    401,
                    "NOT_AUTHENTICATED");
            Refusals.assertRefused(401, "NOT_AUTHENTICATED", () -> anybody.refresh(session.refreshToken()));
        }
        if (registered.isEmpty()) {
            return;
        }
        Person writer = Person.newcomer(door, "Writer");
        List<String> unseen = new ArrayList<>();
        for (Newcomer somebody : registered) {
            Session session = anybody.signIn(somebody.username(), somebody.password(), "after the kill");
            assertThat(session.user()).isEqualTo(somebody.user());
            String conversation = writer.rest().direct(somebody.user()).conversation();
            writer.rest().say(conversation, Person.random(), "Still there?");
            unseen.add(somebody.user());
        }
        Eventually.see(
                "everybody among the people that others see",
                () -> unseen.stream().filter(user -> !isSeen(writer, user)).toList(),
                List::isEmpty,
                Duration.ofSeconds(30));
    }

    private static boolean isSeen(Person writer, String user) {
        return writer.rest().call("GET", "/users/" + user, Map.of(), null).status() == 200;
    }

    private static void awaitEnd(Thread thread) {
        try {
            assertThat(thread.join(Duration.ofSeconds(30)))
                    .as("everybody noticed that it was killed")
                    .isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
