package dev.parley.command.people;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.parley.api.CommandRefused;
import dev.parley.api.Reason;
import dev.parley.api.people.PersonCommand.RegisterPerson;
import dev.parley.api.people.PersonEvent.PersonRegistered;
import dev.parley.api.people.UserId;
import java.time.Clock;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** Somebody, as everybody may know them. */
class Person {

    @AggregateIdentifier
    private @Nullable UserId id;

    private @Nullable String username;

    /** Comes from an outbox, so it may come again. */
    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    void handle(RegisterPerson register, Clock clock) {
        if (id == null) {
            apply(new PersonRegistered(
                    register.person(), register.username(), register.displayName(), clock.instant()));
        } else if (!register.username().equals(username)) {
            throw new CommandRefused(Reason.CONFLICT, "This person is registered under another user name.");
        }
    }

    @EventSourcingHandler
    void on(PersonRegistered registered) {
        id = registered.person();
        username = registered.username();
    }
}
