package dev.parley.command;

import static dev.parley.command.Talks.ANA;
import static dev.parley.command.Talks.BEN;
import static dev.parley.command.Talks.refusal;
import static dev.parley.command.Talks.talk;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.Reason;
import dev.parley.api.conversation.ConversationCommand.AddMembers;
import dev.parley.api.conversation.ConversationCommand.KickMember;
import dev.parley.api.conversation.ConversationEvent;
import dev.parley.api.conversation.ConversationEvent.MemberKicked;
import dev.parley.api.conversation.ConversationEvent.MembersAdded;
import dev.parley.api.conversation.ConversationEvent.MessageSent;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.MessageAccepted;
import dev.parley.eventstore.rocks.StorageOnBadDisk;
import dev.parley.eventstore.rocks.StorageOnBadDisk.Fate;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Commands as they come, on a disk that fails at random moments. Whatever the interleaving: what was acknowledged is there, what was
 * refused is either not there or seen by everybody, and memory never knows more than the disk. The seed repeats a run as far as
 * threads can be repeated.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BadDiskTest {

    private static final int RUNS = Integer.getInteger("parley.bad-disk.runs", 3);
    private static final int ROUNDS = 8;
    private static final int COMMANDS = 120;
    private static final int TALKS = 3;

    @TempDir
    Path directory;

    private final AtomicReference<Supplier<Fate>> fates = new AtomicReference<>(() -> Fate.WRITTEN);

    private Talks open(Path data) {
        return Talks.on(settings ->
                StorageOnBadDisk.open(data, settings, () -> fates.get().get()));
    }

    @Test
    void nothingAcknowledgedIsLostAndNothingRefusedIsRemembered() {
        for (int seed = 0; seed < RUNS; seed++) {
            Path data = directory.resolve("run-" + seed);
            Map<MessageAccepted, String> acknowledged = new LinkedHashMap<>();
            try (Talks talks = open(data).withGroup(talk(0), talk(1), talk(2))) {
                Random random = new Random(seed);
                for (int round = 0; round < ROUNDS; round++) {
                    failSometimes(random);
                    acknowledged.putAll(commands(talks, random, round, seed));
                    fates.set(() -> Fate.WRITTEN);
                    goesOn(talks, "after round " + round + " with seed " + seed);
                    requireSound(talks, acknowledged, "in round " + round + " with seed " + seed);
                }
            }
            try (Talks again = open(data)) {
                requireSound(again, acknowledged, "opened again with seed " + seed);
            }
        }
    }

    private void failSometimes(Random random) {
        Random dice = new Random(random.nextLong());
        fates.set(() -> {
            int thrown = dice.nextInt(12);
            return thrown == 0 ? Fate.LOST : thrown == 1 ? Fate.IN_DOUBT : Fate.WRITTEN;
        });
    }

    /** A crowd of commands at once, some of them twice; returns what was said yes to. */
    private static Map<MessageAccepted, String> commands(Talks talks, Random random, int round, int seed) {
        List<Sent> sends = new ArrayList<>(List.of(Sent.by(talks, talk(0), seed + "/" + round)));
        List<CompletableFuture<?>> others = new ArrayList<>();
        for (int i = 0; i < COMMANDS; i++) {
            ConversationId talk = talk(random.nextInt(TALKS));
            switch (random.nextInt(10)) {
                case 0 -> others.add(talks.ask(new KickMember(talk, BEN), ANA));
                case 1 -> others.add(talks.ask(new AddMembers(talk, Set.of(BEN)), ANA));
                default -> sends.add(Sent.by(talks, talk, seed + "/" + round + "/" + i));
            }
            switch (random.nextInt(4)) {
                case 0 -> sends.add(sends.get(random.nextInt(sends.size())).again(talks));
                case 1 -> sends.get(random.nextInt(sends.size())).await();
                default -> {
                    // go on at once
                }
            }
        }
        others.forEach(BadDiskTest::wasTaken);
        return sends.stream()
                .filter(sent -> wasTaken(sent.answer()))
                .collect(Collectors.toMap(sent -> sent.answer().join(), Sent::text, (one, same) -> one));
    }

    private record Sent(ConversationId talk, String text, CompletableFuture<MessageAccepted> answer) {

        static Sent by(Talks talks, ConversationId talk, String text) {
            return new Sent(talk, text, talks.send(talk, text, text));
        }

        Sent again(Talks talks) {
            return by(talks, talk, text);
        }

        void await() {
            wasTaken(answer);
        }
    }

    private static boolean wasTaken(CompletableFuture<?> answer) {
        Reason refusal = refusal(answer);
        assertThat(refusal).isIn(null, Reason.STORE_UNAVAILABLE);
        return refusal == null;
    }

    /** The same commands again, until each is taken: without a restart, and whatever became of them before. */
    private static void goesOn(Talks talks, String when) {
        for (int number = 0; number < TALKS; number++) {
            CompletableFuture<MessageAccepted> answer;
            do {
                answer = talks.send(talk(number), when, when);
            } while (!wasTaken(answer));
            assertThat(talks.send(talk(number), when, when).join()).isEqualTo(answer.join());
        }
    }

    private static void requireSound(Talks talks, Map<MessageAccepted, String> acknowledged, String when) {
        for (int number = 0; number < TALKS; number++) {
            ConversationId talk = talk(number);
            List<ConversationEvent> history = talks.history(talk);
            List<MessageSent> sent = only(MessageSent.class, history);
            assertThat(sent)
                    .as(when)
                    .extracting(MessageSent::seq)
                    .doesNotHaveDuplicates()
                    .isSorted();
            assertThat(sent.getLast().seq()).as(when).isEqualTo(sent.size());
            assertThat(sent).as(when).extracting(MessageSent::clientId).doesNotHaveDuplicates();
            requireAlternating(history, when);
            acknowledged.forEach((answer, text) -> {
                if (answer.message().conversation().equals(talk)) {
                    assertThat(history.get((int) answer.version()))
                            .as(when)
                            .isInstanceOfSatisfying(MessageSent.class, stored -> {
                                assertThat(stored.message()).isEqualTo(answer.message());
                                assertThat(stored.clientId()).isEqualTo(text);
                            });
                }
            });
        }
    }

    private static <E> List<E> only(Class<E> kind, List<ConversationEvent> history) {
        return history.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** Ben was there, so who decided on the truth kicked him first, then added him, then kicked him. */
    private static void requireAlternating(List<ConversationEvent> history, String when) {
        boolean there = true;
        for (ConversationEvent event : history) {
            if (event instanceof MemberKicked) {
                assertThat(there).as(when + ": kicked twice").isTrue();
                there = false;
            } else if (event instanceof MembersAdded) {
                assertThat(there).as(when + ": added twice").isFalse();
                there = true;
            }
        }
    }

    @Test
    void whoBuiltOnWhatFailedIsToldSoAndTheNextSeesOnlyWhatIsThere() {
        try (Talks talks = open(directory).withGroup(talk(0))) {
            talks.send(talk(0), "a", "kept").join();
            fates.set(() -> Fate.LOST);
            List<CompletableFuture<MessageAccepted>> answers = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                answers.add(talks.send(talk(0), "lost " + i, "text"));
            }
            assertThat(answers).extracting(Talks::refusal).containsOnly(Reason.STORE_UNAVAILABLE);
            fates.set(() -> Fate.WRITTEN);
            CompletableFuture<MessageAccepted> next;
            do {
                next = talks.send(talk(0), "b", "next");
            } while (refusal(next) != null);
            assertThat(next.join().seq()).isEqualTo(2);
            assertThat(talks.history(talk(0))).hasSize(3);
        }
    }

    @Test
    void everyCommandGetsAnAnswerWhenItStops() {
        Talks talks = open(directory).withGroup(talk(0));
        List<CompletableFuture<MessageAccepted>> answers = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            answers.add(talks.send(talk(0), "c" + i, "text"));
        }
        talks.close();
        CompletableFuture<MessageAccepted> late = talks.send(talk(0), "late", "text");
        assertThat(refusal(late)).isEqualTo(Reason.RETRY_LATER);
        long taken = answers.stream().filter(answer -> refusal(answer) == null).count();
        try (Talks again = open(directory)) {
            assertThat(again.history(talk(0))).hasSize((int) taken + 1);
        }
    }

    @Test
    void aCommandGetsAnAnswerWhenTheDatabaseIsGone() {
        try (Talks talks =
                Talks.at("jdbc:h2:file:" + directory.resolve("events")).withGroup(talk(0))) {
            talks.commandSide().storage().close();
            assertThat(refusal(talks.send(talk(0), "a", "hello"))).isEqualTo(Reason.STORE_UNAVAILABLE);
        }
    }
}
