package dev.parley.auth.account;

import dev.parley.api.CommandRefused;
import dev.parley.api.Reason;
import dev.parley.api.Refused;
import dev.parley.api.people.PersonCommand;
import dev.parley.api.people.PersonCommand.ChangeProfile;
import dev.parley.api.people.PersonCommand.ErasePerson;
import dev.parley.api.people.PersonCommand.RegisterPerson;
import dev.parley.api.people.PersonCommand.ReinstatePerson;
import dev.parley.api.people.PersonCommand.SuspendPerson;
import dev.parley.api.people.UserId;
import dev.parley.api.permission.Grant;
import dev.parley.api.wire.CommandMetadata;
import java.util.Optional;
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
 * Makes the command side know what is public about the person behind an account. The account's row is the outbox: it says whether that
 * has happened, and the commands, which carry the row's editions, may be sent any number of times.
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
     * Returns once the command side knows the person.
     *
     * @throws Refused UNAVAILABLE or STORE_UNAVAILABLE when it does not answer or cannot keep it; any other reason is final, and
     *     the account is gone
     */
    void introduce(Account account, String trace) {
        if (!account.registered()) {
            tell(account.id(), trace);
        }
    }

    /** Tells it now if it is there, else as soon as it is. */
    void tellIfPossible(UserId user, String trace) {
        try {
            tell(user, trace);
        } catch (Refused refused) {
            log.debug("The command side is told of {} later: {}", user, refused.detail());
        }
    }

    /** Returns once the command side knows the account as it stands. */
    void tell(UserId user, String trace) {
        while (true) {
            CompletableFuture<Void> ours = new CompletableFuture<>();
            CompletableFuture<Void> others = underWay.putIfAbsent(user, ours);
            if (others == null) {
                tell(user, trace, ours);
                return;
            }
            // It may have read the row before our change was in it, so we look again.
            await(others);
        }
    }

    private void tell(UserId user, String trace, CompletableFuture<Void> ours) {
        try {
            Optional<Account> untold = accounts.forTelling(user).filter(account -> !account.told());
            if (untold.isPresent()) {
                send(untold.get(), trace);
                accounts.markTold(untold.get());
            }
            ours.complete(null);
        } catch (RuntimeException e) {
            ours.completeExceptionally(e);
            throw e;
        } finally {
            underWay.remove(user, ours);
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
        UserId person = account.id();
        if (account.state() == AccountState.ERASED) {
            send(account, new ErasePerson(person, account.stateEdition()), account.stateBy(), trace);
            return;
        }
        send(
                account,
                new RegisterPerson(person, account.username(), account.profile().displayName()),
                person,
                trace);
        if (account.profileEdition() > 0) {
            send(account, new ChangeProfile(person, account.profileEdition(), account.profile()), person, trace);
        }
        if (account.stateEdition() > 0) {
            PersonCommand state = account.state() == AccountState.SUSPENDED
                    ? new SuspendPerson(person, account.stateEdition())
                    : new ReinstatePerson(person, account.stateEdition());
            send(account, state, account.stateBy(), trace);
        }
    }

    private void send(Account account, PersonCommand command, UserId by, String trace) {
        MetaData from = MetaData.with(CommandMetadata.SENDER, by.toString())
                .and(CommandMetadata.GRANT, Grant.PARLEY.toString())
                .and(CommandMetadata.TRACE, trace);
        FutureCallback<Object, Object> answer = new FutureCallback<>();
        try {
            commands.send(GenericCommandMessage.asCommandMessage(command).andMetaData(from), answer);
        } catch (RuntimeException e) {
            answer.completeExceptionally(e);
        }
        var result = answer.getResult(settings.commandTimeout().toMillis(), TimeUnit.MILLISECONDS);
        if (!result.isExceptional()) {
            return;
        }
        Refused refusal = refusalIn(result.exceptionResult());
        if (refusal == null) {
            log.debug("The command side does not take what is new about {}", account.id(), result.exceptionResult());
            throw notNow(Reason.UNAVAILABLE);
        }
        accept(account, command, refusal);
    }

    private void accept(Account account, PersonCommand command, Refused refusal) {
        if (refusal.reason().passes()) {
            throw notNow(refusal.reason());
        }
        if (account.registered() || refusal.reason() == Reason.CONFLICT) {
            // Known is known. It takes a restored backup of one side alone to get here.
            log.warn(
                    "The command side refuses {} of {} for good: {}",
                    command.getClass().getSimpleName(),
                    account.id(),
                    refusal.reason());
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
