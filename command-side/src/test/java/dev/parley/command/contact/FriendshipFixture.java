package dev.parley.command.contact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.Reason;
import dev.parley.api.Refused;
import dev.parley.api.people.FriendshipChanged;
import dev.parley.api.people.FriendshipEvent;
import dev.parley.api.people.FriendshipEvent.FriendRequestAccepted;
import dev.parley.api.people.FriendshipEvent.FriendRequestDeclined;
import dev.parley.api.people.FriendshipEvent.FriendRequested;
import dev.parley.api.people.FriendshipEvent.PersonBlocked;
import dev.parley.api.people.FriendshipId;
import dev.parley.api.people.FriendshipState;
import dev.parley.api.people.UserId;
import dev.parley.api.wire.CommandMetadata;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.axonframework.test.matchers.Matchers;

/** Speaks of two people, so that the specifications can. */
final class FriendshipFixture {

    static final Instant NOW = Instant.parse("2030-01-02T03:04:05Z");
    static final UserId ANA = new UserId(new UUID(1, 1));
    static final UserId BEN = new UserId(new UUID(1, 2));
    static final UserId CLEO = new UserId(new UUID(1, 3));
    static final FriendshipId PAIR = FriendshipId.between(ANA, BEN);
    static final PeopleRules RULES = PeopleRules.DEFAULT;

    private final AggregateTestFixture<Friendship> fixture = new AggregateTestFixture<>(Friendship.class);
    private final List<FriendshipEvent> past;

    private FriendshipFixture(Instant now, List<FriendshipEvent> past) {
        this.past = past;
        fixture.registerInjectableResource(Clock.fixed(now, ZoneOffset.UTC));
        fixture.registerInjectableResource(RULES);
    }

    static FriendshipFixture after(FriendshipEvent... past) {
        return new FriendshipFixture(NOW, List.of(past));
    }

    FriendshipFixture later(Duration wait) {
        return new FriendshipFixture(NOW.plus(wait), past);
    }

    static FriendRequested asked(UserId by) {
        return new FriendRequested(PAIR, by, other(by), null, NOW.plus(RULES.friendRequestExpires()), NOW);
    }

    static FriendRequestAccepted accepted(UserId by) {
        return new FriendRequestAccepted(PAIR, by, other(by), NOW);
    }

    static FriendRequestDeclined declined(UserId by) {
        return new FriendRequestDeclined(PAIR, by, other(by), NOW);
    }

    static PersonBlocked blocked(UserId by) {
        return new PersonBlocked(PAIR, by, other(by), NOW);
    }

    static UserId other(UserId user) {
        return user.equals(ANA) ? BEN : ANA;
    }

    Outcome when(Object command, UserId by) {
        var given = past.isEmpty() ? fixture.givenNoPriorActivity() : fixture.given(past);
        return new Outcome(given.when(command, Map.of(CommandMetadata.SENDER, by.toString())));
    }

    record Outcome(ResultValidator<Friendship> result) {

        Outcome expectEvents(FriendshipEvent... events) {
            result.expectSuccessfulHandlerExecution().expectEvents((Object[]) events);
            return this;
        }

        /** The wish was true before. */
        Outcome expectNothingNew() {
            result.expectSuccessfulHandlerExecution().expectNoEvents();
            return this;
        }

        Outcome expectState(FriendshipState state) {
            result.expectResultMessagePayloadMatching(Matchers.<FriendshipChanged>predicate(
                    answer -> answer.state() == state && answer.friendRequest().equals(PAIR)));
            return this;
        }

        void expectRefusal(Reason reason) {
            result.expectNoEvents().expectException(Matchers.predicate((Throwable refusal) -> {
                assertThat(((Refused) refusal).reason()).isEqualTo(reason);
                return true;
            }));
        }
    }
}
