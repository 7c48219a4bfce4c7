package dev.parley.auth.password;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.Reason;
import dev.parley.api.Refused;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class PasswordHashingTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Password PASSWORD = new Password("correct horse battery staple");

    @Test
    void theRightPasswordMatchesAndNothingElse() {
        try (PasswordHashing hashing = new PasswordHashing(new HashingSettings(64, PATIENCE, 0))) {
            PasswordHash hash = hashing.hash(PASSWORD);

            assertThat(hash.encoded()).startsWith("{argon2}$argon2id$v=19$m=7168,t=5,p=1$");
            assertThat(hashing.matches(PASSWORD, hash)).isTrue();
            assertThat(hashing.matches(new Password("another password"), hash)).isFalse();
            assertThat(hashing.matches(PASSWORD, null)).isFalse();
        }
    }

    @Test
    void nobodyCostsAsMuchAsAnybody() {
        try (PasswordHashing hashing = new PasswordHashing(new HashingSettings(64, PATIENCE, 0))) {
            String anybodys = hashing.hash(PASSWORD).encoded();

            assertThat(costsOf(PasswordHashing.NOBODYS.encoded())).isEqualTo(costsOf(anybodys));
            assertThat(PasswordHashing.NOBODYS.encoded()).hasSameSizeAs(anybodys);
        }
    }

    @Test
    void whenTooManyWaitTheNextIsToldToComeBack() throws Exception {
        try (PasswordHashing hashing = new PasswordHashing(new HashingSettings(2, PATIENCE, 2));
                ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            int many = 50 * Runtime.getRuntime().availableProcessors();

            var answers =
                    crowd.invokeAll(Collections.nCopies(many, (Callable<PasswordHash>) () -> hashing.hash(PASSWORD)));

            assertThat(answers).anyMatch(answer -> answer.state() == Future.State.SUCCESS);
            assertThat(answers)
                    .filteredOn(answer -> answer.state() == Future.State.FAILED)
                    .isNotEmpty()
                    .allSatisfy(answer -> assertThat(((Refused) answer.exceptionNow()).reason())
                            .isEqualTo(Reason.RETRY_LATER));
        }
    }

    @Test
    void whoWouldWaitTooLongIsToldWhenToComeBack() throws Exception {
        Duration patience = Duration.ofMillis(1);
        try (PasswordHashing hashing = new PasswordHashing(new HashingSettings(1_000, patience, 1));
                ExecutorService crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            PasswordHash _ = hashing.hash(PASSWORD);

            var answers =
                    crowd.invokeAll(Collections.nCopies(50, (Callable<PasswordHash>) () -> hashing.hash(PASSWORD)));

            assertThat(answers).anyMatch(answer -> answer.state() == Future.State.SUCCESS);
            assertThat(answers)
                    .filteredOn(answer -> answer.state() == Future.State.FAILED)
                    .isNotEmpty()
                    .allSatisfy(answer -> assertThat(((Refused) answer.exceptionNow()).retryAfter())
                            .isGreaterThan(patience));
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void theyAreHashedBehindEverythingElse() throws Exception {
        try (PasswordHashing hashing = new PasswordHashing(new HashingSettings(64, PATIENCE, 1))) {
            PasswordHash _ = hashing.hash(PASSWORD);

            assertThat(nicenessOf("parley-password")).containsOnly(5);
        }
    }

    @Test
    void neitherShowsItself() {
        assertThat(PASSWORD).hasToString("(password)");
        assertThat(new PasswordHash("{argon2}x")).hasToString("(password hash)");
    }

    /** Of the threads with this name, which Linux cuts at fifteen characters. */
    private static List<Integer> nicenessOf(String name) throws IOException {
        List<Integer> found = new ArrayList<>();
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
            for (Path thread : threads) {
                String[] stat = Files.readString(thread.resolve("stat")).split("[()]", -1);
                if (stat[1].equals(name)) {
                    found.add(Integer.valueOf(stat[2].split(" ", -1)[17]));
                }
            }
        }
        return found;
    }

    private static String costsOf(String encoded) {
        return encoded.substring(0, encoded.indexOf('$', encoded.indexOf("p=")));
    }
}
