package dev.parley.command.application;

import dev.parley.api.people.PersonCommand.RegisterPerson;
import dev.parley.api.people.UserId;
import dev.parley.api.permission.Grant;
import dev.parley.api.permission.Permission;
import dev.parley.api.wire.CommandMetadata;
import dev.parley.command.people.PeopleDirectory;
import dev.parley.edge.Caller;
import java.util.Map;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Makes an application that acts for itself somebody whom people can see, add, and block: with the first thing that it says, under the id
 * that it is registered by.
 */
@Component
class Introduction {

    /** Longer than a person's user name may be, so no person has it. */
    private static final String USERNAME = "app-";

    private final PeopleDirectory people;
    private final CommandGateway commands;

    Introduction(PeopleDirectory people, CommandGateway commands) {
        this.people = people;
        this.commands = commands;
    }

    /** Completes once it is known. */
    Mono<Void> of(Caller caller) {
        if (!caller.isApplication()) {
            return Mono.empty();
        }
        UserId self = caller.user(Permission.SEND_MESSAGE);
        return Mono.fromCallable(() -> people.find(self).isPresent())
                .subscribeOn(Schedulers.boundedElastic())
                .filter(known -> !known)
                .flatMap(unknown -> Mono.fromFuture(() -> commands.send(
                        GenericCommandMessage.asCommandMessage(new RegisterPerson(self, USERNAME + self, name(caller)))
                                .withMetaData(Map.of(
                                        CommandMetadata.SENDER,
                                        self.toString(),
                                        CommandMetadata.GRANT,
                                        Grant.PARLEY.toString())))))
                .then();
    }

    private static String name(Caller caller) {
        return caller.application().flatMap(Caller.Application::name).orElse("An application");
    }
}
