package dev.parley.eventstore;

import java.util.concurrent.CompletableFuture;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.jspecify.annotations.Nullable;

/**
 * One command's time with the store, from before it looks at any state until its answer may leave. With a decision in its unit of
 * work, appending hands the events over and goes on, so that the aggregate's lock is free while the disk works; {@link #settled}
 * then tells when the answer is true. Without one, appending waits for the disk.
 */
public interface Decision {

    /**
     * Completes when everything that was handed over, and everything that was seen while deciding, is durable; with
     * {@link StoreUnavailable} when some of it will never be. To be asked once the unit of work has ended.
     */
    CompletableFuture<?> settled();

    /** The {@link EventStorage#era} in which it began. */
    long era();

    /** From here on the given unit of work belongs to this decision. */
    default void decideIn(UnitOfWork<?> unitOfWork) {
        unitOfWork.root().resources().put(Decision.class.getName(), this);
    }

    /** The decision that the current unit of work belongs to; null when there is none. */
    static @Nullable Decision current() {
        return CurrentUnitOfWork.isStarted()
                ? CurrentUnitOfWork.get().root().getResource(Decision.class.getName())
                : null;
    }
}
