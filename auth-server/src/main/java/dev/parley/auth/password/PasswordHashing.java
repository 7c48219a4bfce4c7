package dev.parley.auth.password;

import dev.parley.api.CommandRefused;
import dev.parley.api.Reason;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Hashes passwords with Argon2id (OWASP's 19 MiB, two passes), few at a time, and behind everything else that the processors have to
 * do. A bounded number waits for a bounded time. On threads of its own: tens of milliseconds of arithmetic on a virtual thread would
 * hold up every other one of this process.
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
    private final Duration longestWait;

    /** How long one takes, in nanoseconds: a moving average, in which the newest counts for an eighth. */
    private final AtomicLong usual = new AtomicLong();

    PasswordHashing(HashingSettings settings) {
        longestWait = settings.passwordWait();
        ThreadFactory platform =
                Thread.ofPlatform().daemon().name("parley-passwords-", 1).factory();
        threads = new ThreadPoolExecutor(
                settings.threads(),
                settings.threads(),
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(settings.passwordQueue()),
                work -> platform.newThread(() -> {
                    Niceness.standBack();
                    work.run();
                }));
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
        Duration wait = expectedWait();
        if (wait.compareTo(longestWait) > 0) {
            throw tooMany(wait);
        }
        try {
            return await(threads.submit(() -> timed(work)));
        } catch (RejectedExecutionException e) {
            throw tooMany(wait);
        }
    }

    private <T> T timed(Callable<T> work) throws Exception {
        long begun = System.nanoTime();
        T result = work.call();
        long took = System.nanoTime() - begun;
        usual.updateAndGet(before -> before == 0 ? took : before + (took - before) / 8);
        return result;
    }

    private Duration expectedWait() {
        return Duration.ofNanos(usual.get() * threads.getQueue().size() / threads.getCorePoolSize());
    }

    private static CommandRefused tooMany(Duration wait) {
        return new CommandRefused(
                Reason.RETRY_LATER, "Too many people are signing in at once; try again in a moment.", wait);
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
