package dev.parley.command.people;

import dev.parley.api.people.PersonCommand.ChangeProfile;
import dev.parley.api.people.PersonCommand.ErasePerson;
import dev.parley.api.people.PersonCommand.RegisterPerson;
import dev.parley.api.people.PersonCommand.ReinstatePerson;
import dev.parley.api.people.PersonCommand.SuspendPerson;
import dev.parley.api.people.PersonEvent.PersonErased;
import dev.parley.api.people.PersonEvent.PersonRegistered;
import dev.parley.api.people.PersonEvent.PersonReinstated;
import dev.parley.api.people.PersonEvent.PersonSuspended;
import dev.parley.api.people.PersonEvent.ProfileChanged;
import dev.parley.api.people.Profile;
import dev.parley.api.people.UserId;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Commands come from an outbox: any number of times, and late. */
class PersonTest {

    private static final Instant NOW = Instant.parse("2030-01-02T03:04:05Z");
    private static final UserId ANA = new UserId(new UUID(1, 1));
    private static final PersonRegistered REGISTERED = new PersonRegistered(ANA, "ana", "Ana", NOW);
    private static final Profile PROFILE = Profile.named("Ana Lima");

    private final AggregateTestFixture<Person> fixture = new AggregateTestFixture<>(Person.class);

    @BeforeEach
    void clock() {
        fixture.registerInjectableResource(Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Test
    void aNewProfileIsToldOnce() {
        fixture.given(REGISTERED)
                .when(new ChangeProfile(ANA, 2, PROFILE))
                .expectEvents(new ProfileChanged(ANA, 2, PROFILE, NOW));
        fixture.given(REGISTERED, new ProfileChanged(ANA, 2, PROFILE, NOW))
                .when(new ChangeProfile(ANA, 2, PROFILE))
                .expectNoEvents();
    }

    @Test
    void anOlderProfileThatComesLateChangesNothing() {
        fixture.given(REGISTERED, new ProfileChanged(ANA, 2, PROFILE, NOW))
                .when(new ChangeProfile(ANA, 1, Profile.named("Ana")))
                .expectNoEvents();
    }

    @Test
    void aSuspensionThatComesLateDoesNotUndoAReinstatement() {
        PersonSuspended suspended = new PersonSuspended(ANA, 1, NOW);
        fixture.given(REGISTERED).when(new SuspendPerson(ANA, 1)).expectEvents(suspended);
        fixture.given(REGISTERED, suspended)
                .when(new ReinstatePerson(ANA, 2))
                .expectEvents(new PersonReinstated(ANA, 2, NOW));
        fixture.given(REGISTERED, suspended, new PersonReinstated(ANA, 2, NOW))
                .when(new SuspendPerson(ANA, 1))
                .expectNoEvents();
    }

    @Test
    void whoeverIsErasedStaysSo() {
        PersonErased erased = new PersonErased(ANA, 1, NOW);
        fixture.given(REGISTERED).when(new ErasePerson(ANA, 1)).expectEvents(erased);
        fixture.given(REGISTERED, erased).when(new ErasePerson(ANA, 1)).expectNoEvents();
        fixture.given(REGISTERED, erased)
                .when(new ChangeProfile(ANA, 3, PROFILE))
                .expectNoEvents();
        fixture.given(REGISTERED, erased).when(new ReinstatePerson(ANA, 4)).expectNoEvents();
        fixture.given(REGISTERED, erased)
                .when(new RegisterPerson(ANA, "ana", "Ana"))
                .expectNoEvents();
    }
}
