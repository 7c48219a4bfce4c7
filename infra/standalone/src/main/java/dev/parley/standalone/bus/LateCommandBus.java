package dev.parley.standalone.bus;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandCallback;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.common.Registration;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.messaging.MessageHandlerInterceptor;

/** A command bus to hand out before the real one is there: what is dispatched waits for it, and blocks nobody meanwhile. */
public final class LateCommandBus implements CommandBus {

    private final CompletableFuture<CommandBus> real = new CompletableFuture<>();

    public void complete(CommandBus bus) {
        real.complete(bus);
    }

    @Override
    public <C> void dispatch(CommandMessage<C> command) {
        whenThere(bus -> bus.dispatch(command));
    }

    @Override
    public <C, R> void dispatch(CommandMessage<C> command, CommandCallback<? super C, ? super R> callback) {
        whenThere(bus -> bus.dispatch(command, callback));
    }

    /** Once it is there, in the caller's own thread: a bus that does not take a command tells its caller. */
    private void whenThere(Consumer<CommandBus> use) {
        CommandBus bus = real.getNow(null);
        if (bus != null) {
            use.accept(bus);
        } else {
            var _ = real.thenAccept(use);
        }
    }

    @Override
    public Registration subscribe(String commandName, MessageHandler<? super CommandMessage<?>> handler) {
        throw new UnsupportedOperationException("Handlers subscribe to the real bus");
    }

    @Override
    public Registration registerHandlerInterceptor(MessageHandlerInterceptor<? super CommandMessage<?>> interceptor) {
        throw new UnsupportedOperationException("Interceptors belong to the real bus");
    }

    @Override
    public Registration registerDispatchInterceptor(MessageDispatchInterceptor<? super CommandMessage<?>> interceptor) {
        throw new UnsupportedOperationException("Interceptors belong to the real bus");
    }
}
