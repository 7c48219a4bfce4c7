package dev.parley.auth.password;

import dev.parley.api.CommandRefused;
import dev.parley.api.Reason;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Hashes passwords with Argon2id, few at a time, and behind everything else that the processors have to do. A bounded number waits for a
 * bounded time, before anything else is asked about them. On threads of its own: tens of milliseconds of arithmetic on a virtual thread
 * would hold up every other one of this process. See decision 0015.
 */
@Component
public final class PasswordHashing implements AutoCloseable {

    /** Of a random password that nobody kept: somebody who does not exist costs as much time as somebody who does. */
    static final PasswordHash NOBODYS = new PasswordHash(
            "{argon2}$argon2id$v=19$m=7168,t=5,p=1$ye7x5OqZH37Cfx93C/xbhg$8IYKf8R62GEtPX8x9Po9vV4+1OOVOWImwkwNBcH/dZE");

    /** OWASP has several pairs that are as hard to guess; this one needs the least memory, which is all garbage afterwards. */
    private static final int KIBIBYTES = 7 * 1024;

    private static final int PASSES = 5;

    /** For each thread, so that while one is hashed the next one's account has been looked up. */
    private static final int AHEAD = 4;

    /** What is verified besides our own: hashes that came with people from elsewhere. */
    private final PasswordEncoder encoder = new DelegatingPasswordEncoder(
            "argon2",
            Map.of(
                    "argon2",
                    new Argon2PasswordEncoder(16, 32, 1, KIBIBYTES, PASSES),
                    "bcrypt",
                    new BCryptPasswordEncoder()));

    private final ThreadPoolExecutor threads;
    private final WaitingLine line;

    PasswordHashing(HashingSettings settings) {
        line = new WaitingLine(AHEAD * settings.threads(), settings.passwordQueue(), settings.passwordWait());
        ThreadFactory platform =
                Thread.ofPlatform().daemon().name("parley-passwords-", 1).factory();
        threads = new ThreadPoolExecutor(
                settings.threads(),
                settings.threads(),
                1,
                TimeUnit.MINUTES,
                new LinkedBlockingQueue<>(),
                work -> platform.newThread(() -> {
                    Niceness.standBack();
                    work.run();
                }));
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * Something that looks at a password, with all that belongs to it: in line from its beginning, so that whoever is told to come back
     * has cost nothing.
     *
     * @throws CommandRefused with RETRY_LATER when too many wait already
     */
    public <T> T inTurn(Function<Turn, T> work) {
        return line.inTurn(() -> work.apply(new Turn()));
    }

    /** @throws CommandRefused with RETRY_LATER when too many wait already */
    public PasswordHash hash(Password password) {
        return line.inTurn(() -> compute(() -> new PasswordHash(encode(password))));
    }

    /**
     * Whether this is the password behind the hash. Without a hash the answer is no, after the same work.
     *
     * @throws CommandRefused with RETRY_LATER when too many wait already
     */
    public boolean matches(Password password, @Nullable PasswordHash hash) {
        return inTurn(turn -> turn.matches(password, hash));
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
            throw stopping();
        }
    }

    private static CommandRefused stopping() {
        return new CommandRefused(Reason.UNAVAILABLE, "The server is stopping.");
    }

    private static <T> T await(Future<T> result) {
        try {
            return result.get();
        } catch (CancellationException e) {
            throw stopping();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw stopping();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Hashing a password failed.", e.getCause());
        }
    }

    /** Of somebody who has waited in line. */
    public final class Turn {

        private Turn() {}

        /** Whether this is the password behind the hash. Without a hash the answer is no, after the same work. */
        public boolean matches(Password password, @Nullable PasswordHash hash) {
            PasswordHash against = hash == null ? NOBODYS : hash;
            return compute(() -> encoder.matches(password.characters(), against.encoded())) && hash != null;
        }
    }
}
