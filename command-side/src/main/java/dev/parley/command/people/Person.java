package dev.parley.command.people;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import dev.parley.api.CommandRefused;
import dev.parley.api.Reason;
import dev.parley.api.people.PersonCommand.ChangePrivacy;
import dev.parley.api.people.PersonCommand.ChangeProfile;
import dev.parley.api.people.PersonCommand.ErasePerson;
import dev.parley.api.people.PersonCommand.RegisterPerson;
import dev.parley.api.people.PersonCommand.ReinstatePerson;
import dev.parley.api.people.PersonCommand.SuspendPerson;
import dev.parley.api.people.PersonEvent.PersonErased;
import dev.parley.api.people.PersonEvent.PersonRegistered;
import dev.parley.api.people.PersonEvent.PersonReinstated;
import dev.parley.api.people.PersonEvent.PersonSuspended;
import dev.parley.api.people.PersonEvent.PrivacyChanged;
import dev.parley.api.people.PersonEvent.ProfileChanged;
import dev.parley.api.people.PersonState;
import dev.parley.api.people.Privacy;
import dev.parley.api.people.PrivacyAnswer;
import dev.parley.api.people.UserId;
import dev.parley.command.bus.Sender;
import java.time.Clock;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** Somebody, as everybody may know them. */
@Revision(Person.REVISION)
@JsonAutoDetect(fieldVisibility = Visibility.ANY, getterVisibility = Visibility.NONE)
class Person {

    /** Of the fields: with another one, older snapshots are left aside. */
    static final String REVISION = "2";

    @AggregateIdentifier
    private @Nullable UserId id;

    private @Nullable String username;
    private PersonState state = PersonState.ACTIVE;
    private Privacy privacy = Privacy.OPEN;

    /** The last changes of the account that have been told here: those of the profile, those of the state. */
    private long profileEdition;

    private long stateEdition;

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

    @CommandHandler
    void handle(ChangeProfile change, Clock clock) {
        if (state != PersonState.ERASED && change.edition() > profileEdition) {
            apply(new ProfileChanged(change.person(), change.edition(), change.profile(), clock.instant()));
        }
    }

    @CommandHandler
    void handle(SuspendPerson suspend, Clock clock) {
        if (state == PersonState.ACTIVE && suspend.edition() > stateEdition) {
            apply(new PersonSuspended(suspend.person(), suspend.edition(), clock.instant()));
        }
    }

    @CommandHandler
    void handle(ReinstatePerson reinstate, Clock clock) {
        if (state == PersonState.SUSPENDED && reinstate.edition() > stateEdition) {
            apply(new PersonReinstated(reinstate.person(), reinstate.edition(), clock.instant()));
        }
    }

    @CommandHandler
    void handle(ErasePerson erase, Clock clock) {
        if (state != PersonState.ERASED) {
            apply(new PersonErased(erase.person(), erase.edition(), clock.instant()));
        }
    }

    @CommandHandler
    PrivacyAnswer handle(ChangePrivacy change, @Sender UserId by, Clock clock) {
        if (!by.equals(change.person())) {
            throw new CommandRefused(Reason.NOT_ALLOWED, "Whom somebody lets near them is theirs to say.");
        }
        Privacy wanted = privacy.with(change.find(), change.write(), change.addToGroups(), change.presence());
        if (state != PersonState.ERASED && !wanted.equals(privacy)) {
            apply(new PrivacyChanged(change.person(), wanted, clock.instant()));
        }
        return PrivacyAnswer.of(privacy, getVersion());
    }

    Standing standing() {
        return new Standing(privacy, state);
    }

    @EventSourcingHandler
    void on(PrivacyChanged changed) {
        privacy = changed.privacy();
    }

    @EventSourcingHandler
    void on(PersonRegistered registered) {
        id = registered.person();
        username = registered.username();
    }

    @EventSourcingHandler
    void on(ProfileChanged changed) {
        profileEdition = changed.edition();
    }

    @EventSourcingHandler
    void on(PersonSuspended suspended) {
        state = PersonState.SUSPENDED;
        stateEdition = suspended.edition();
    }

    @EventSourcingHandler
    void on(PersonReinstated reinstated) {
        state = PersonState.ACTIVE;
        stateEdition = reinstated.edition();
    }

    @EventSourcingHandler
    void on(PersonErased erased) {
        state = PersonState.ERASED;
        stateEdition = erased.edition();
    }
}
