package dev.parley.command.bus;

import static org.axonframework.commandhandling.GenericCommandResultMessage.asCommandResultMessage;

import dev.parley.api.CommandRefused;
import dev.parley.api.Reason;
import dev.parley.api.Refused;
import dev.parley.api.wire.CommandMetadata;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.sql.SQLException;
import org.axonframework.commandhandling.AsynchronousCommandBus;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.CommandResultMessage;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The local command bus. It never blocks its caller, bounds what is in flight, times every command, and turns whatever goes wrong
 * into a {@link Refused}: a caller sees a reason or an answer, and an answer only after the commit.
 */
public final class ParleyCommandBus extends AsynchronousCommandBus {

    private static final Logger log = LoggerFactory.getLogger(ParleyCommandBus.class);

    private final MeterRegistry meters;
    private final BoundedExecutor executor;

    /** @param limit the most commands that are in flight at once */
    public static ParleyCommandBus create(int limit, TransactionManager transactions, MeterRegistry meters) {
        BoundedExecutor executor = new BoundedExecutor(limit);
        Builder builder = AsynchronousCommandBus.builder();
        builder.executor(executor).transactionManager(transactions);
        return new ParleyCommandBus(builder, executor, meters);
    }

    private ParleyCommandBus(Builder builder, BoundedExecutor executor, MeterRegistry meters) {
        super(builder);
        this.executor = executor;
        this.meters = meters;
        Gauge.builder("parley.commands.in.flight", executor, BoundedExecutor::inFlight)
                .register(meters);
    }

    @Override
    protected <C, R> void handle(
            CommandMessage<C> command,
            MessageHandler<? super CommandMessage<?>> handler,
            CommandCallback<? super C, ? super R> callback) {
        Timer.Sample sample = Timer.start(meters);
        CommandCallback<C, R> answering = (message, result) -> {
            CommandResultMessage<? extends R> answer = result.isExceptional() ? refusal(message, result) : result;
            sample.stop(meters.timer(
                    "parley.command", "command", message.getPayloadType().getSimpleName(), "outcome", outcome(answer)));
            callback.onResult(message, answer);
        };
        super.handle(command, handler, answering);
    }

    private static String outcome(CommandResultMessage<?> answer) {
        return answer.isExceptional() && answer.exceptionResult() instanceof Refused refused
                ? refused.reason().name()
                : "OK";
    }

    private static <R> CommandResultMessage<R> refusal(CommandMessage<?> command, CommandResultMessage<?> result) {
        return asCommandResultMessage(refusal(command, result.exceptionResult()));
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
                case SQLException e -> {
                    log.error("The event store failed under {}: {}", command.getCommandName(), e.toString());
                    return new CommandRefused(
                            Reason.STORE_UNAVAILABLE, "The change could not be made durable; nothing of it happened.");
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

    @Override
    public void shutdown() {
        executor.close();
    }
}
