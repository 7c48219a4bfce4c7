package dev.parley.auth.account;

import dev.parley.api.CommandRefused;
import dev.parley.api.Reason;
import dev.parley.api.Refused;
import dev.parley.api.people.PersonCommand.RegisterPerson;
import dev.parley.api.people.UserId;
import dev.parley.api.permission.Grant;
import dev.parley.api.wire.CommandMetadata;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.callbacks.FutureCallback;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.messaging.MetaData;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Makes the command side know the person behind an account. The account's row is the outbox: it says whether that has happened, and
 * the command may be sent any number of times.
 */
@Component
final class Introductions {

    private static final Logger log = LoggerFactory.getLogger(Introductions.class);

    private final Accounts accounts;
    private final CommandGateway commands;
    private final RegistrationSettings settings;

    /** One at a time per account, whoever asks: the same command twice at once would be a conflict for nothing. */
    private final ConcurrentMap<UserId, CompletableFuture<Void>> underWay = new ConcurrentHashMap<>();

    Introductions(Accounts accounts, CommandGateway commands, RegistrationSettings settings) {
        this.accounts = accounts;
        this.commands = commands;
        this.settings = settings;
    }

    /**
     * Returns once the command side knows the account.
     *
     * @throws Refused UNAVAILABLE or STORE_UNAVAILABLE when it does not answer or cannot keep it; any other reason is final, and
     *     the account is gone
     */
    void introduce(Account account, String trace) {
        if (account.registered()) {
            return;
        }
        CompletableFuture<Void> ours = new CompletableFuture<>();
        CompletableFuture<Void> others = underWay.putIfAbsent(account.id(), ours);
        if (others != null) {
            await(others);
            return;
        }
        try {
            send(account, trace);
            accounts.markRegistered(account.id());
            ours.complete(null);
        } catch (RuntimeException e) {
            ours.completeExceptionally(e);
            throw e;
        } finally {
            underWay.remove(account.id(), ours);
        }
    }

    private static void await(CompletableFuture<Void> others) {
        try {
            others.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Refused refused) {
                throw refused;
            }
            throw e;
        }
    }

    private void send(Account account, String trace) {
        RegisterPerson registration = new RegisterPerson(account.id(), account.username(), account.displayName());
        MetaData from = MetaData.with(CommandMetadata.SENDER, account.id().toString())
                .and(CommandMetadata.GRANT, Grant.PARLEY.toString())
                .and(CommandMetadata.TRACE, trace);
        FutureCallback<Object, Object> answer = new FutureCallback<>();
        try {
            commands.send(GenericCommandMessage.asCommandMessage(registration).andMetaData(from), answer);
        } catch (RuntimeException e) {
            answer.completeExceptionally(e);
        }
        var result = answer.getResult(settings.commandTimeout().toMillis(), TimeUnit.MILLISECONDS);
        if (!result.isExceptional()) {
            return;
        }
        Refused refusal = refusalIn(result.exceptionResult());
        if (refusal == null) {
            log.debug("The command side does not take the registration of {}", account.id(), result.exceptionResult());
            throw notNow(Reason.UNAVAILABLE);
        }
        accept(account, refusal);
    }

    private void accept(Account account, Refused refusal) {
        if (refusal.reason().passes()) {
            throw notNow(refusal.reason());
        }
        if (refusal.reason() == Reason.CONFLICT) {
            // Known is known. It takes a restored backup of one side alone to get here.
            log.warn("The command side knows {} already, by another profile.", account.id());
            return;
        }
        log.warn("The command side refuses {} for good: {} {}", account.id(), refusal.reason(), refusal.detail());
        accounts.withdraw(account.id());
        throw refusal;
    }

    private static CommandRefused notNow(Reason reason) {
        return new CommandRefused(
                reason,
                "Your account is kept, but cannot be used yet. It is finished as soon as possible; asking again or signing in does too.");
    }

    private static @Nullable Refused refusalIn(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Refused refused) {
                return refused;
            }
        }
        return null;
    }
}
