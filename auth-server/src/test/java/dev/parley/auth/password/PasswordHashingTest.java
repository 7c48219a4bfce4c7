package dev.parley.auth.password;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.Reason;
import dev.parley.api.Refused;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class PasswordHashingTest {

    private static final Password PASSWORD = new Password("correct horse battery staple");

    @Test
    void theRightPasswordMatchesAndNothingElse() {
        try (PasswordHashing hashing = new PasswordHashing(new HashingSettings(64, 0))) {
            PasswordHash hash = hashing.hash(PASSWORD);

            assertThat(hash.encoded()).startsWith("{argon2}$argon2id$v=19$m=19456,t=2,p=1$");
            assertThat(hashing.matches(PASSWORD, hash)).isTrue();
            assertThat(hashing.matches(new Password("another password"), hash)).isFalse();
            assertThat(hashing.matches(PASSWORD, null)).isFalse();
        }
    }

    @Test
    void nobodyCostsAsMuchAsAnybody() {
        try (PasswordHashing hashing = new PasswordHashing(new HashingSettings(64, 0))) {
            String anybodys = hashing.hash(PASSWORD).encoded();

            assertThat(costsOf(PasswordHashing.NOBODYS.encoded())).isEqualTo(costsOf(anybodys));
            assertThat(PasswordHashing.NOBODYS.encoded()).hasSameSizeAs(anybodys);
        }
    }

    @Test
    void whenTooManyWaitTheNextIsToldToComeBack() throws Exception {
        try (PasswordHashing hashing = new PasswordHashing(new HashingSettings(2, 2));
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
    void neitherShowsItself() {
        assertThat(PASSWORD).hasToString("(password)");
        assertThat(new PasswordHash("{argon2}x")).hasToString("(password hash)");
    }

    private static String costsOf(String encoded) {
        return encoded.substring(0, encoded.indexOf('$', encoded.indexOf("p=")));
    }
}
