package dev.parley.command.conversation;

import dev.parley.api.Reason;
import dev.parley.api.conversation.Content;
import dev.parley.api.conversation.ConversationEvent;
import dev.parley.api.conversation.ConversationEvent.ConversationCreated;
import dev.parley.api.conversation.ConversationEvent.MessageSent;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.ConversationType;
import dev.parley.api.conversation.MemberRole;
import dev.parley.api.conversation.MembershipEvent.MemberRoleChanged;
import dev.parley.api.conversation.MessageId;
import dev.parley.api.people.UserId;
import dev.parley.api.wire.CommandMetadata;
import dev.parley.command.contact.Contacts;
import dev.parley.command.contact.Rapport;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.ResultValidator;
import org.axonframework.test.aggregate.TestExecutor;

/** Speaks of conversations, so that the specifications can. */
final class ConversationFixture {

    static final Instant NOW = Instant.parse("2030-01-02T03:04:05Z");
    static final ConversationId GROUP = new ConversationId(new UUID(7, 1));
    static final UserId ANA = new UserId(new UUID(1, 1));
    static final UserId BEN = new UserId(new UUID(1, 2));
    static final UserId CLEO = new UserId(new UUID(1, 3));
    static final UserId DAN = new UserId(new UUID(1, 4));
    static final String NAME = "Lunch";
    static final int MAX_MEMBERS = 5;
    static final int MAX_PINS = 3;

    static UserId person(int number) {
        return new UserId(new UUID(1, number));
    }

    private final AggregateTestFixture<Conversation> fixture = new AggregateTestFixture<>(Conversation.class);
    private final List<ConversationEvent> past = new ArrayList<>();

    private final Map<UserId, Rapport> rapports = new HashMap<>();

    ConversationFixture() {
        this(MAX_MEMBERS);
    }

    ConversationFixture(int maxMembers) {
        fixture.registerInjectableResource(Clock.fixed(NOW, ZoneOffset.UTC));
        ConversationLimits usual = ConversationLimits.usual(maxMembers);
        fixture.registerInjectableResource(new ConversationLimits(
                usual.maxMembers(),
                usual.maxBans(),
                usual.maxInvitations(),
                usual.maxJoinRequests(),
                MAX_PINS,
                usual.editWithin(),
                usual.recallWithin(),
                usual.idempotencyWindow(),
                3,
                Duration.ofDays(365)));
        fixture.registerInjectableResource((PriorSends) this::prior);
        fixture.registerInjectableResource((Contacts) (by, other) -> rapports.getOrDefault(other, Rapport.open(other)));
    }

    /** A group that its first member owns. */
    static ConversationFixture groupOf(UserId... members) {
        return new ConversationFixture().after(created(ConversationType.GROUP, NAME, GROUP, members));
    }

    static ConversationFixture directBetween(UserId one, UserId other) {
        return new ConversationFixture()
                .after(created(ConversationType.DIRECT, null, ConversationId.direct(one, other), one, other));
    }

    static ConversationFixture nothing() {
        return new ConversationFixture();
    }

    static ConversationCreated created(ConversationType type, String name, ConversationId id, UserId... members) {
        return new ConversationCreated(id, type, name, List.of(members), members[0], NOW);
    }

    static MessageSent sent(long seq, UserId by, String clientId, String text) {
        return new MessageSent(
                GROUP, new MessageId(GROUP, seq), seq, clientId, new Content.Text(text), null, List.of(), by, NOW);
    }

    /** The event store's part, on what was given. */
    private Optional<PriorSends.Prior> prior(ConversationId conversation, UserId sender, String clientId) {
        for (int version = 0; version < past.size(); version++) {
            if (past.get(version) instanceof MessageSent sent
                    && sent.conversation().equals(conversation)
                    && sent.by().equals(sender)
                    && clientId.equals(sent.clientId())) {
                return Optional.of(new PriorSends.Prior(sent, version));
            }
        }
        return Optional.empty();
    }

    /** How this person stands to whoever acts. */
    ConversationFixture with(Rapport rapport) {
        rapports.put(rapport.other(), rapport);
        return this;
    }

    /** A text by somebody, some time ago. */
    static MessageSent sent(long seq, UserId by, Instant at) {
        return new MessageSent(
                GROUP, new MessageId(GROUP, seq), seq, null, new Content.Text("hello"), null, List.of(), by, at);
    }

    static MessageId message(long seq) {
        return new MessageId(GROUP, seq);
    }

    static MemberRoleChanged admin(UserId member) {
        return new MemberRoleChanged(GROUP, member, MemberRole.ADMIN, ANA, NOW);
    }

    ConversationFixture after(ConversationEvent... events) {
        past.addAll(List.of(events));
        return this;
    }

    Outcome when(Object command, UserId by) {
        TestExecutor<Conversation> given = past.isEmpty() ? fixture.givenNoPriorActivity() : fixture.given(past);
        return new Outcome(given.when(command, Map.of(CommandMetadata.SENDER, by.toString())));
    }

    record Outcome(ResultValidator<Conversation> result) {

        Outcome expectEvents(ConversationEvent... events) {
            result.expectEvents((Object[]) events);
            return this;
        }

        /** Nothing happened, and that is a yes. */
        Outcome expectNothingNew() {
            result.expectNoEvents().expectSuccessfulHandlerExecution();
            return this;
        }

        Outcome expectNoEvents() {
            result.expectNoEvents();
            return this;
        }

        Outcome expectAnswer(Object answer) {
            result.expectResultMessagePayload(answer);
            return this;
        }

        Outcome expectRefusal(Reason reason) {
            result.expectNoEvents().expectException(new ReasonMatcher(reason));
            return this;
        }
    }
}
