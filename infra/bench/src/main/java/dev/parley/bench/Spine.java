package dev.parley.bench;

import dev.parley.bench.measure.ConstantRate;
import dev.parley.bench.measure.Exchange;
import dev.parley.bench.measure.Exchange.Sent;
import dev.parley.bench.measure.Machine;
import dev.parley.bench.measure.Memory;
import dev.parley.demo.client.FrontDoor;
import dev.parley.demo.client.Person;
import java.io.PrintStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One message's whole way at a gentle, constant rate: Ana talks through one connection, Ben listens on another, and two onlookers ask
 * by REST whether history and search have the message yet.
 */
final class Spine {

    private final Options options;
    private final PrintStream out;

    Spine(Options options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    Report run() throws InterruptedException {
        try (FrontDoor door = FrontDoor.at(options.url());
                Exchange exchange = new Exchange(Person.newcomer(door, "Ana"), Person.newcomer(door, "Ben"))) {
            return talk(exchange);
        }
    }

    private Report talk(Exchange exchange) throws InterruptedException {
        Memory before = memory();
        out.printf("Warming up for %d s …%n", options.warmUp().toSeconds());
        ConstantRate rate = new ConstantRate(options.perSecond());
        int first = rate.run(0, options.warmUp(), (number, due) -> {
            Sent _ = exchange.post(number, due);
        });

        out.printf("Measuring for %d s …%n", options.duration().toSeconds());
        List<Sent> sent = new ArrayList<>();
        Person ana = exchange.speaker();
        Onlooker history = new Onlooker(
                "send → visible in history",
                message -> ana.rest().history(exchange.group(), "limit", "1").items().stream()
                        .anyMatch(newest -> newest.seq() >= exchange.awaitSeq(message)));
        Onlooker search = new Onlooker(
                "send → searchable",
                message -> !ana.rest()
                        .search(exchange.word(message.number()))
                        .items()
                        .isEmpty());
        int end = rate.run(first, options.duration(), (number, due) -> {
            Sent message = exchange.post(number, due);
            sent.add(message);
            history.offer(message);
            search.offer(message);
        });
        exchange.awaitHeard(sent.getLast());
        Exchange.Times times = exchange.times(sent);
        return new Report(
                "spine",
                Instant.now(),
                options.perSecond() + " messages/s for " + options.duration().toSeconds() + " s (" + (end - first)
                        + " messages) at " + options.url(),
                Machine.thisOne(),
                List.of(
                        times.ack().summary(),
                        times.push().summary(),
                        times.between().summary(),
                        history.finish(),
                        search.finish()),
                before,
                memory());
    }

    private @Nullable Memory memory() {
        return options.pid().isPresent() ? Memory.of(options.pid().getAsLong()) : null;
    }
}
