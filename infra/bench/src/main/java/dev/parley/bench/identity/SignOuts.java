package dev.parley.bench.identity;

import dev.parley.bench.measure.Latency;
import dev.parley.demo.client.Closed;
import dev.parley.demo.client.Eventually;
import dev.parley.demo.client.FrontDoor;
import dev.parley.demo.client.LiveConnection;
import dev.parley.demo.client.Person;
import dev.parley.demo.client.Unmet;
import java.util.List;
import java.util.Map;

/** One device signs out another: how long that one's connection and its token still live, from when the answer was there. */
final class SignOuts {

    private static final int SIGNED_OUT = 4410;

    private final FrontDoor door;
    private final IdentityOptions options;

    SignOuts(FrontDoor door, IdentityOptions options) {
        this.door = door;
        this.options = options;
    }

    void run(List<Latency.Summary> times) {
        Latency closed = new Latency("device signed out → its connection closed");
        Latency refused = new Latency("device signed out → its token refused");
        Person ana = Person.newcomer(door, "Ana");
        for (int i = 0; i < options.signOuts(); i++) {
            one(ana, ana.onAnotherDevice(), closed, refused);
        }
        times.add(closed.summary());
        times.add(refused.summary());
    }

    private static void one(Person ana, Person other, Latency closed, Latency refused) {
        try (LiveConnection connection = other.online()) {
            var _ = other.rest().conversations(); // a token that has been seen before
            var _ = ana.rest()
                    .call("DELETE", "/me/devices/" + other.session().device(), Map.of(), null)
                    .orRefused();
            long answered = System.nanoTime();
            Closed end = connection.awaitClosed();
            closed.record(System.nanoTime() - answered);
            if (end.code() != SIGNED_OUT) {
                throw new Unmet("the close code " + SIGNED_OUT, end.toString());
            }
            Integer _ = Eventually.see(
                    "the token to be refused",
                    () -> other.rest()
                            .call("GET", "/conversations", Map.of(), null)
                            .status(),
                    status -> status == 401);
            refused.record(System.nanoTime() - answered);
        }
    }
}
