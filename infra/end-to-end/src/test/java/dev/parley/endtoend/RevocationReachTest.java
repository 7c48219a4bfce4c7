package dev.parley.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.demo.client.Answer;
import dev.parley.demo.client.Eventually;
import dev.parley.demo.client.LiveConnection;
import dev.parley.demo.client.ParleyClient;
import dev.parley.demo.client.Person;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What is taken back is so at every door and on every open line; how long that took is printed. */
class RevocationReachTest extends Journey {

    private static final int SIGNED_OUT = 4410;

    /** Far more than the second that is promised: a build may share its machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Test
    void aWithdrawnConsentEndsWhatTheApplicationHolds() {
        Person ana = newcomer("Ana");
        LetIn application = LetIn.by(ana, door().address());
        LiveConnection line = keep(LiveConnection.open(door(), application.token()));
        line.welcomed();
        LiveConnection own = online(ana);

        tookBack(
                "A withdrawn consent",
                application.token(),
                line,
                () -> ana.rest().call("DELETE", "/me/consents/" + application.application(), Map.of(), null));

        assertThat(own.ask(LiveConnection.frame("ping")).is("pong")).isTrue();
        assertThat(conversations(ana.rest()).status()).isEqualTo(200);
    }

    @Test
    void aSignOutEndsWhatTheDeviceHolds() {
        Person ana = newcomer("Ana");
        Person lost = ana.onAnotherDevice();
        LiveConnection line = online(lost);

        tookBack(
                "A sign-out",
                lost.session().accessToken(),
                line,
                () -> ana.rest().call("DELETE", "/me/devices/" + lost.session().device(), Map.of(), null));

        assertThat(conversations(ana.rest()).status()).isEqualTo(200);
    }

    private void tookBack(String what, String token, LiveConnection line, Supplier<Answer> takeBack) {
        ParleyClient holder = anybody().withToken(token);
        assertThat(conversations(holder).status()).isEqualTo(200);
        long start = System.nanoTime();
        CompletableFuture<Long> closed = CompletableFuture.supplyAsync(() -> {
            assertThat(line.awaitClosed().code()).isEqualTo(SIGNED_OUT);
            return since(start);
        });

        assertThat(takeBack.get().status()).isEqualTo(204);
        long answered = since(start);
        Eventually.see(
                "the token to be refused", () -> conversations(holder), answer -> answer.status() == 401, PATIENCE);
        long refused = since(start);

        System.out.printf(
                "%s: answered after %d ms, refused at a REST door after %d ms, an open line closed after %d ms%n",
                what, answered, refused, closed.join());
    }

    private static long since(long start) {
        return Duration.ofNanos(System.nanoTime() - start).toMillis();
    }

    private static Answer conversations(ParleyClient client) {
        return client.call("GET", "/conversations", Map.of(), null);
    }
}
