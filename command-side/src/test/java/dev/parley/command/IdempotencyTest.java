package dev.parley.command;

import static dev.parley.command.Talks.refusal;
import static dev.parley.command.Talks.talk;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.Reason;
import dev.parley.api.conversation.MessageAccepted;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A send that comes again is known again, on either engine. */
@Timeout(60)
class IdempotencyTest {

    @TempDir
    Path directory;

    private Talks open(String engine) {
        return Talks.at(engine.replace("DIRECTORY", directory.toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rocksdb:DIRECTORY/events", "jdbc:h2:file:DIRECTORY/events;WRITE_DELAY=0"})
    void theSameSendIsKnownAgainWhateverLiesBetween(String engine) {
        MessageAccepted first;
        int between = engine.startsWith("rocksdb") ? 2_000 : 100;
        try (Talks talks = open(engine).withGroup(talk(0))) {
            first = talks.send(talk(0), "a", "hello").join();
            List<CompletableFuture<MessageAccepted>> others = new ArrayList<>();
            for (int i = 0; i < between; i++) {
                others.add(talks.send(talk(0), "other " + i, "text"));
            }
            others.forEach(CompletableFuture::join);
            assertThat(talks.send(talk(0), "a", "hello").join()).isEqualTo(first);
            assertThat(refusal(talks.send(talk(0), "a", "hullo"))).isEqualTo(Reason.CONFLICT);
        }
        try (Talks again = open(engine)) {
            assertThat(again.send(talk(0), "a", "hello").join()).isEqualTo(first);
            assertThat(refusal(again.send(talk(0), "a", "hullo"))).isEqualTo(Reason.CONFLICT);
            assertThat(again.send(talk(0), "b", "new").join().seq()).isEqualTo(between + 2);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rocksdb:DIRECTORY/events", "jdbc:h2:file:DIRECTORY/events;WRITE_DELAY=0"})
    void manyOfTheSameAtOnceAreOne(String engine) {
        try (Talks talks = open(engine).withGroup(talk(0))) {
            List<CompletableFuture<MessageAccepted>> answers = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                answers.add(talks.send(talk(0), "a", "hello"));
            }
            assertThat(answers.stream().map(CompletableFuture::join).distinct()).hasSize(1);
            assertThat(talks.history(talk(0))).hasSize(2);
        }
    }
}
