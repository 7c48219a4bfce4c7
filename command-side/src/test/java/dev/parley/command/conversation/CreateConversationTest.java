package dev.parley.command.conversation;

import static dev.parley.command.conversation.ConversationFixture.ANA;
import static dev.parley.command.conversation.ConversationFixture.BEN;
import static dev.parley.command.conversation.ConversationFixture.CLEO;
import static dev.parley.command.conversation.ConversationFixture.DAN;
import static dev.parley.command.conversation.ConversationFixture.GROUP;
import static dev.parley.command.conversation.ConversationFixture.NAME;
import static dev.parley.command.conversation.ConversationFixture.NOW;
import static dev.parley.command.conversation.ConversationFixture.created;
import static dev.parley.command.conversation.ConversationFixture.directBetween;
import static dev.parley.command.conversation.ConversationFixture.groupOf;
import static dev.parley.command.conversation.ConversationFixture.nothing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.api.InvalidInput;
import dev.parley.api.Reason;
import dev.parley.api.conversation.ConversationChanged;
import dev.parley.api.conversation.ConversationCommand.CreateConversation;
import dev.parley.api.conversation.ConversationEvent.ConversationCreated;
import dev.parley.api.conversation.ConversationEvent.MemberLeft;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.ConversationType;
import dev.parley.api.conversation.GroupInfo;
import dev.parley.api.conversation.MembershipEvent.OwnershipTransferred;
import dev.parley.api.people.UserId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class CreateConversationTest {

    private static CreateConversation group(String name, UserId... members) {
        return new CreateConversation(GROUP, ConversationType.GROUP, Set.of(members), name);
    }

    private static CreateConversation direct(UserId one, UserId other) {
        return new CreateConversation(ConversationId.direct(one, other), ConversationType.DIRECT, Set.of(other));
    }

    @Test
    void whoMakesAGroupIsInItAndOwnsIt() {
        nothing()
                .when(group(NAME, BEN), ANA)
                .expectEvents(created(ConversationType.GROUP, NAME, GROUP, ANA, BEN))
                .expectAnswer(new ConversationChanged(GROUP, 0));
    }

    @Test
    void theSameCreationAgainAnswersAsTheFirstTime() {
        groupOf(ANA, BEN).when(group(NAME, BEN), ANA).expectNoEvents().expectAnswer(new ConversationChanged(GROUP, 0));
    }

    @Test
    void aGroupMayShowMoreThanItsNameFromTheBeginning() {
        GroupInfo whole = new GroupInfo(
                " Cafe\u0301 ", "Where we eat", "https://example.org/lunch.png", Map.of("team", "Kitchen"));
        var create = new CreateConversation(GROUP, ConversationType.GROUP, Set.of(BEN), whole);
        var created = new ConversationCreated(
                GROUP,
                ConversationType.GROUP,
                "Café",
                "Where we eat",
                "https://example.org/lunch.png",
                Map.of("team", "Kitchen"),
                List.of(ANA, BEN),
                ANA,
                NOW);
        nothing().when(create, ANA).expectEvents(created);
        nothing().after(created).when(create, ANA).expectNoEvents().expectAnswer(new ConversationChanged(GROUP, 0));
        nothing().after(created).when(group("Café", BEN), ANA).expectRefusal(Reason.CONFLICT);
    }

    @Test
    void whoMadeAGroupIsToldSoAlsoAfterLeavingIt() {
        groupOf(ANA, BEN)
                .after(new OwnershipTransferred(GROUP, ANA, BEN, ANA, NOW), new MemberLeft(GROUP, 0, ANA, NOW))
                .when(group(NAME, BEN), ANA)
                .expectNoEvents()
                .expectAnswer(new ConversationChanged(GROUP, 0));
    }

    @Test
    void theSameKeyForAnotherGroupIsAConflict() {
        groupOf(ANA, BEN).when(group("Dinner", BEN), ANA).expectRefusal(Reason.CONFLICT);
        groupOf(ANA, BEN).when(group(NAME, CLEO), ANA).expectRefusal(Reason.CONFLICT);
    }

    @Test
    void aGroupOverItsLimitIsRefused() {
        UserId fifth = new UserId(new UUID(1, 5));
        UserId sixth = new UserId(new UUID(1, 6));
        nothing().when(group(NAME, BEN, CLEO, DAN, fifth, sixth), ANA).expectRefusal(Reason.TOO_MANY_MEMBERS);
    }

    @Test
    void aDirectConversationIsTheSameWhoeverStartsIt() {
        assertThat(ConversationId.direct(ANA, BEN)).isEqualTo(ConversationId.direct(BEN, ANA));
        nothing()
                .when(direct(ANA, BEN), ANA)
                .expectEvents(created(ConversationType.DIRECT, null, ConversationId.direct(ANA, BEN), ANA, BEN));
        directBetween(ANA, BEN)
                .when(direct(BEN, ANA), BEN)
                .expectNoEvents()
                .expectAnswer(new ConversationChanged(ConversationId.direct(ANA, BEN), 0));
    }

    @Test
    void oneCanTalkToOneself() {
        nothing()
                .when(direct(ANA, ANA), ANA)
                .expectEvents(created(ConversationType.DIRECT, null, ConversationId.direct(ANA, ANA), ANA));
    }

    @Test
    void aDirectConversationTakesNoOtherId() {
        nothing()
                .when(new CreateConversation(GROUP, ConversationType.DIRECT, Set.of(BEN)), ANA)
                .expectRefusal(Reason.INVALID);
    }

    @Test
    void aGroupNeedsANameOfAtMost200Characters() {
        assertThatThrownBy(() -> group(" ", BEN))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("name");
        assertThatThrownBy(() -> group("x".repeat(201), BEN))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("200");
    }

    @Test
    void oneCallNamesAtMost500People() {
        Set<UserId> crowd = new HashSet<>();
        for (int i = 0; i < 501; i++) {
            crowd.add(new UserId(new UUID(2, i)));
        }
        assertThatThrownBy(() -> new CreateConversation(GROUP, ConversationType.GROUP, crowd, NAME))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("500")
                .hasMessageContaining("501");
    }
}
