package dev.parley.auth.password;

import dev.parley.api.CommandRefused;
import dev.parley.api.Reason;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Hashes passwords with Argon2id (OWASP's 19 MiB, two passes), few at a time and a bounded number waiting.
 * On threads of its own: tens of milliseconds of arithmetic on a virtual thread would hold up every other one of this process.
 */
@Component
public final class PasswordHashing implements AutoCloseable {

    /** Of a random password that nobody kept: somebody who does not exist costs as much time as somebody who does. */
    static final PasswordHash NOBODYS = new PasswordHash(
            "{argon2}$argon2id$v=19$m=19456,t=2,p=1$Q0cpWoGB53mCcabUKvL8Ow$bpRqwscOpmHRxSLb0/uyEbxg3Y53iuk6r4dpLaJsI0A");

    /** What is verified besides our own: hashes that came with people from elsewhere. */
    private final PasswordEncoder encoder = new DelegatingPasswordEncoder(
            "argon2",
            Map.of(
                    "argon2",
                    new Argon2PasswordEncoder(16, 32, 1, 19 * 1024, 2),
                    "bcrypt",
                    new BCryptPasswordEncoder()));

    private final ThreadPoolExecutor threads;

    PasswordHashing(HashingSettings settings) {
        threads = new ThreadPoolExecutor(
                settings.threads(),
                settings.threads(),
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(settings.passwordQueue()),
                Thread.ofPlatform().daemon().name("parley-passwords-", 1).factory());
        threads.allowCoreThreadTimeOut(true);
    }

    /** @throws CommandRefused with RETRY_LATER when too many wait already */
    public PasswordHash hash(Password password) {
        return compute(() -> new PasswordHash(encode(password)));
    }

    /**
     * Whether this is the password behind the hash. Without a hash the answer is no, after the same work.
     *
     * @throws CommandRefused with RETRY_LATER when too many wait already
     */
    public boolean matches(Password password, @Nullable PasswordHash hash) {
        PasswordHash against = hash == null ? NOBODYS : hash;
        return compute(() -> encoder.matches(password.characters(), against.encoded())) && hash != null;
    }

    /** Whether a hash is weaker than what we would make of the password today. */
    public boolean isOutdated(PasswordHash hash) {
        return encoder.upgradeEncoding(hash.encoded());
    }

    /** Ends the threads; what still waits is given up. */
    @Override
    public void close() {
        threads.shutdownNow().forEach(task -> {
            if (task instanceof Future<?> given) {
                given.cancel(false);
            }
        });
    }

    private String encode(Password password) {
        String encoded = encoder.encode(password.characters());
        if (encoded == null) {
            throw new IllegalStateException("The encoder made nothing of a password.");
        }
        return encoded;
    }

    private <T> T compute(Callable<T> work) {
        try {
            return await(threads.submit(work));
        } catch (RejectedExecutionException e) {
            throw new CommandRefused(
                    Reason.RETRY_LATER, "Too many people are signing in at once; try again in a moment.");
        }
    }

    private static <T> T await(Future<T> result) {
        try {
            return result.get();
        } catch (CancellationException e) {
            throw new CommandRefused(Reason.UNAVAILABLE, "The server is stopping.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandRefused(Reason.UNAVAILABLE, "The server is stopping.");
        } catch (ExecutionException e) {
            throw new IllegalStateException("Hashing a password failed.", e.getCause());
        }
    }
}
