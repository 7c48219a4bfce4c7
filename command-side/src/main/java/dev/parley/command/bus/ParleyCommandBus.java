package dev.parley.command.bus;

import static org.axonframework.commandhandling.GenericCommandResultMessage.asCommandResultMessage;

import dev.parley.api.CommandRefused;
import dev.parley.api.Reason;
import dev.parley.api.Refused;
import dev.parley.api.wire.CommandMetadata;
import dev.parley.eventstore.Decision;
import dev.parley.eventstore.EventStorage;
import dev.parley.eventstore.StoreUnavailable;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.sql.SQLException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.lock.LockAcquisitionFailedException;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The local command bus. It never blocks its caller, bounds what is under way, times every command, and turns whatever goes wrong
 * into a {@link Refused}: a caller sees a reason or an answer, and either only once all that it rests on is durable. A command is under
 * way from being taken until its answer has left.
 */
public final class ParleyCommandBus extends SimpleCommandBus implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ParleyCommandBus.class);

    private final MeterRegistry meters;
    private final EventStorage storage;
    private final Semaphore free;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("command-", 0).factory());

    /** @param limit the most commands that are under way at once; more are told {@code RETRY_LATER}, before memory grows */
    public static ParleyCommandBus create(int limit, EventStorage storage, MeterRegistry meters) {
        Builder builder = SimpleCommandBus.builder()
                .transactionManager(storage.transactions())
                // A refusal changes nothing. Rolling back would also drop the aggregate from the cache, so that whoever
                // asks for what is forbidden could make us replay a long history each time.
                .rollbackConfiguration(failure -> !(failure instanceof Refused));
        return new ParleyCommandBus(builder, limit, storage, meters);
    }

    private ParleyCommandBus(Builder builder, int limit, EventStorage storage, MeterRegistry meters) {
        super(builder);
        this.storage = storage;
        this.meters = meters;
        this.free = new Semaphore(limit);
        Gauge.builder("parley.commands.in.flight", free, permits -> limit - permits.availablePermits())
                .register(meters);
    }

    /** Who comes after the end is told to come back, also when the handlers are gone already. */
    @Override
    protected <C, R> void doDispatch(CommandMessage<C> command, CommandCallback<? super C, ? super R> callback) {
        if (threads.isShutdown()) {
            callback.onResult(command, stopping());
        } else {
            super.doDispatch(command, callback);
        }
    }

    private static <R> CommandResultMessage<R> stopping() {
        return refused(Reason.RETRY_LATER, "The server is stopping; try again in a moment.");
    }

    @Override
    protected <C, R> void handle(
            CommandMessage<C> command,
            MessageHandler<? super CommandMessage<?>> handler,
            CommandCallback<? super C, ? super R> callback) {
        if (!free.tryAcquire()) {
            callback.onResult(
                    command, refused(Reason.RETRY_LATER, "The server is at its limit; try again in a moment."));
            return;
        }
        Timer.Sample sample = Timer.start(meters);
        CommandCallback<C, R> leaving = (message, result) -> {
            free.release();
            sample.stop(meters.timer(
                    "parley.command", "command", message.getPayloadType().getSimpleName(), "outcome", outcome(result)));
            callback.onResult(message, result);
        };
        try {
            threads.execute(() -> decide(command, handler, leaving));
        } catch (RejectedExecutionException e) {
            leaving.onResult(command, stopping());
        }
    }

    private <C, R> void decide(
            CommandMessage<C> command,
            MessageHandler<? super CommandMessage<?>> handler,
            CommandCallback<C, R> callback) {
        try {
            Decision decision = storage.decide();
            super.<C, R>handle(
                    command,
                    message -> {
                        decision.decideIn(CurrentUnitOfWork.get());
                        return handler.handle(message);
                    },
                    (message, result) -> {
                        var _ = decision.settled()
                                .whenComplete((durable, failure) ->
                                        callback.onResult(message, answer(message, result, failure)));
                    });
        } catch (RuntimeException | Error e) {
            // No unit of work came about, for instance because the database gives no connection. Somebody waits all the
            // same.
            callback.onResult(command, asCommandResultMessage(refusal(command, e)));
        }
    }

    /** @param failure why what this answer rests on did not become durable; null = it did */
    @SuppressWarnings("unchecked")
    private static <R> CommandResultMessage<R> answer(
            CommandMessage<?> command, CommandResultMessage<? extends R> result, @Nullable Throwable failure) {
        if (failure != null) {
            return asCommandResultMessage(refusal(command, failure));
        }
        return result.isExceptional()
                ? asCommandResultMessage(refusal(command, result.exceptionResult()))
                : (CommandResultMessage<R>) result;
    }

    private static <R> CommandResultMessage<R> refused(Reason reason, String detail) {
        return asCommandResultMessage(new CommandRefused(reason, detail));
    }

    private static String outcome(CommandResultMessage<?> answer) {
        return answer.isExceptional() && answer.exceptionResult() instanceof Refused refused
                ? refused.reason().name()
                : "OK";
    }

    private static Refused refusal(CommandMessage<?> command, Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case Refused refused -> {
                    return refused;
                }
                case AggregateNotFoundException e -> {
                    return new CommandRefused(Reason.NOT_FOUND, "No such conversation.");
                }
                case ConcurrencyException e -> {
                    return new CommandRefused(Reason.RETRY_LATER, "Somebody else was quicker; try again.");
                }
                case LockAcquisitionFailedException e -> {
                    return new CommandRefused(
                            Reason.RETRY_LATER, "Too much happens here just now; try again in a moment.");
                }
                case StoreUnavailable e -> {
                    return unavailable(command, e);
                }
                case SQLException e -> {
                    return unavailable(command, e);
                }
                default -> {
                    // look further down
                }
            }
        }
        log.error(
                "{} failed, trace {}",
                command.getCommandName(),
                command.getMetaData().get(CommandMetadata.TRACE),
                failure);
        return new CommandRefused(
                Reason.INTERNAL, "Something went wrong on our side; the trace id finds it in our logs.");
    }

    private static Refused unavailable(CommandMessage<?> command, Exception failure) {
        log.warn("The event store failed under {}: {}", command.getCommandName(), failure.toString());
        return new CommandRefused(
                Reason.STORE_UNAVAILABLE,
                "The change could not be made durable; send it again with the same idempotency key.");
    }

    /** Lets what has begun finish. */
    @Override
    public void close() {
        threads.close();
    }
}
