package dev.parley.standalone.tale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.command.CommandSide;
import dev.parley.command.contact.PeopleRules;
import dev.parley.command.conversation.ConversationLimits;
import dev.parley.command.store.StoreSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random people do random things in random order, more than once and against each other, and everything that shows something to somebody
 * agrees with a plain model of what is right. A story that goes wrong is printed with its seed, as short as it goes wrong; {@code -Dparley.tale=SEED} tells it
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
                        tell(commands, told).ifPresent(story -> wrong.put(told, "SEED " + told + "\n" + story));
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

    /** A story that goes wrong, without the steps without which it goes wrong too. */
    private static Optional<String> tell(CommandSide commands, long seed) {
        Tale whole = new Tale(commands, seed, 0, Set.of());
        Optional<String> wrong = outcome(whole);
        Set<Integer> leftOut = Set.of();
        for (int step = whole.steps(); wrong.isPresent() && step > 1; step--) {
            Set<Integer> more = new HashSet<>(leftOut);
            more.add(step);
            Optional<String> shorter = outcome(new Tale(commands, seed, step, more));
            if (shorter.isPresent()) {
                wrong = shorter;
                leftOut = more;
            }
        }
        return wrong;
    }

    private static Optional<String> outcome(Tale tale) {
        try {
            tale.unfold();
            return Optional.empty();
        } catch (AssertionError failure) {
            return Optional.of(String.valueOf(failure.getMessage()));
        }
    }

    private CommandSide commandSide() {
        return new CommandSide(
                new StoreSettings("rocksdb:" + directory.resolve("events"), 10_000, 10),
                ConversationLimits.usual(100),
                PeopleRules.DEFAULT,
                4_096,
                ToldTime.clock(),
                new SimpleMeterRegistry());
    }
}
