package dev.parley.command.bus;

import dev.parley.edge.Caller;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import reactor.core.publisher.Mono;

/** Sends commands on behalf of a caller. The answer comes once it is durable; a no comes as a {@code Refused}. */
public final class CommandDispatch {

    private final CommandGateway gateway;

    public CommandDispatch(CommandGateway gateway) {
        this.gateway = gateway;
    }

    public <R> Mono<R> send(Object command, Caller caller) {
        return Mono.fromFuture(() ->
                gateway.send(GenericCommandMessage.asCommandMessage(command).withMetaData(caller.metadata())));
    }
}
