package dev.parley.standalone.tale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.command.CommandSide;
import dev.parley.command.contact.PeopleRules;
import dev.parley.command.conversation.ConversationLimits;
import dev.parley.command.store.StoreSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random people do random things in random order, more than once and against each other, and everything that shows something to somebody
 * agrees with a plain model of what is right. A story that goes wrong is printed whole, with its seed; {@code -Dparley.tale=SEED} tells it
 * again alone, {@code -Dparley.tales=NUMBER} tells more or fewer, {@code -Dparley.tales.from=SEED} others.
 */
class RandomTalesTest {

    private static final int AT_ONCE = 128;

    @TempDir
    Path directory;

    @Test
    void everybodySeesWhatTheyShouldAndNobodyMore() throws InterruptedException {
        Long alone = Long.getLong("parley.tale");
        long from = alone == null ? Long.getLong("parley.tales.from", 1) : alone;
        long number = alone == null ? Long.getLong("parley.tales", 10_000) : 1;
        Map<Long, String> wrong = new ConcurrentSkipListMap<>();
        Semaphore free = new Semaphore(AT_ONCE);
        try (CommandSide commands = commandSide();
                ExecutorService tellers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (long seed = from; seed < from + number && wrong.size() < 3; seed++) {
                long told = seed;
                free.acquire();
                tellers.execute(() -> {
                    try {
                        new Tale(commands, told).unfold();
                    } catch (Throwable failure) {
                        wrong.put(told, "SEED " + told + "\n" + failure.getMessage());
                    } finally {
                        free.release();
                    }
                });
            }
            free.acquire(AT_ONCE);
        }
        assertThat(wrong.values())
                .as("Stories that go wrong, by their seeds %s", wrong.keySet())
                .isEmpty();
    }

    private CommandSide commandSide() {
        return new CommandSide(
                new StoreSettings("rocksdb:" + directory.resolve("events"), 10_000, 10),
                ConversationLimits.usual(100),
                PeopleRules.DEFAULT,
                4_096,
                secondsBetween(Instant.parse("2026-01-01T00:00:00Z")),
                new SimpleMeterRegistry());
    }

    /** Whoever looks sees another time, so that no two things happen at once, and what lasts a second is over at the next look. */
    private static Clock secondsBetween(Instant start) {
        AtomicLong looks = new AtomicLong();
        InstantSource next = () -> start.plus(Duration.ofSeconds(looks.incrementAndGet()));
        return next.withZone(ZoneOffset.UTC);
    }
}
