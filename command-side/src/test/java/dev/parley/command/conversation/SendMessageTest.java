package dev.parley.command.conversation;

import static dev.parley.command.conversation.ConversationFixture.ANA;
import static dev.parley.command.conversation.ConversationFixture.BEN;
import static dev.parley.command.conversation.ConversationFixture.CLEO;
import static dev.parley.command.conversation.ConversationFixture.GROUP;
import static dev.parley.command.conversation.ConversationFixture.NOW;
import static dev.parley.command.conversation.ConversationFixture.admin;
import static dev.parley.command.conversation.ConversationFixture.groupOf;
import static dev.parley.command.conversation.ConversationFixture.sent;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parley.api.InvalidInput;
import dev.parley.api.Reason;
import dev.parley.api.conversation.Content;
import dev.parley.api.conversation.ConversationCommand.SendMessage;
import dev.parley.api.conversation.ConversationEvent.MemberKicked;
import dev.parley.api.conversation.ConversationEvent.MessageSent;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.Extensions;
import dev.parley.api.conversation.GroupEvent.GroupSettingsChanged;
import dev.parley.api.conversation.GroupSettings;
import dev.parley.api.conversation.MemberRole;
import dev.parley.api.conversation.MembershipEvent.MemberMuted;
import dev.parley.api.conversation.MessageAccepted;
import dev.parley.api.conversation.MessageId;
import dev.parley.api.people.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SendMessageTest {

    private static SendMessage send(String clientId, String text) {
        return new SendMessage(GROUP, clientId, new Content.Text(text), null, List.of());
    }

    private static SendMessage replyTo(long seq) {
        return new SendMessage(GROUP, null, new Content.Text("yes"), new MessageId(GROUP, seq), List.of());
    }

    private static SendMessage mentioning(UserId user) {
        return new SendMessage(GROUP, null, new Content.Text("you"), null, List.of(user));
    }

    @Test
    void messagesAreNumberedFromOneWithoutGaps() {
        groupOf(ANA, BEN)
                .when(send("a", "hello"), ANA)
                .expectEvents(sent(1, ANA, "a", "hello"))
                .expectAnswer(new MessageAccepted(new MessageId(GROUP, 1), 1, 1, NOW));
        groupOf(ANA, BEN)
                .after(sent(1, ANA, "a", "hello"), sent(2, BEN, "a", "hi"))
                .when(send("b", "how are you"), ANA)
                .expectEvents(sent(3, ANA, "b", "how are you"))
                .expectAnswer(new MessageAccepted(new MessageId(GROUP, 3), 3, 3, NOW));
    }

    @Test
    void theSameClientIdWithTheSameContentGetsTheFirstAnswerAgain() {
        groupOf(ANA, BEN)
                .after(sent(1, ANA, "a", "hello"), sent(2, BEN, "b", "hi"))
                .when(send("a", "hello"), ANA)
                .expectNoEvents()
                .expectAnswer(new MessageAccepted(new MessageId(GROUP, 1), 1, 1, NOW));
    }

    @Test
    void theSameClientIdWithOtherContentIsAConflict() {
        groupOf(ANA, BEN)
                .after(sent(1, ANA, "a", "hello"))
                .when(send("a", "hullo"), ANA)
                .expectRefusal(Reason.CONFLICT);
    }

    @Test
    void twoPeopleMayUseTheSameClientId() {
        groupOf(ANA, BEN)
                .after(sent(1, ANA, "a", "hello"))
                .when(send("a", "hello"), BEN)
                .expectEvents(sent(2, BEN, "a", "hello"));
    }

    @Test
    void evenAfterAKickARetryGetsItsFirstAnswer() {
        groupOf(ANA, BEN)
                .after(sent(1, BEN, "a", "hello"), new MemberKicked(GROUP, BEN, 1, ANA, NOW))
                .when(send("a", "hello"), BEN)
                .expectNoEvents()
                .expectAnswer(new MessageAccepted(new MessageId(GROUP, 1), 1, 1, NOW));
    }

    @Test
    void onlyMembersSend() {
        groupOf(ANA, BEN).when(send("a", "hello"), CLEO).expectRefusal(Reason.NOT_FOUND);
        groupOf(ANA, BEN)
                .after(new MemberKicked(GROUP, BEN, 0, ANA, NOW))
                .when(send("a", "hello"), BEN)
                .expectRefusal(Reason.NOT_A_MEMBER);
    }

    @Test
    void aReplyAnswersSomethingThatWasSaid() {
        groupOf(ANA, BEN).when(replyTo(1), ANA).expectRefusal(Reason.INVALID);
        assertThatThrownBy(() -> new SendMessage(
                        GROUP,
                        null,
                        new Content.Text("yes"),
                        new MessageId(ConversationId.direct(ANA, BEN), 1),
                        List.of()))
                .isInstanceOf(InvalidInput.class);
    }

    @Test
    void onlyMembersAreMentioned() {
        groupOf(ANA, BEN).when(mentioning(CLEO), ANA).expectRefusal(Reason.INVALID);
    }

    @Test
    void aTextHasOneTo20000Characters() {
        assertThatThrownBy(() -> send("a", " \n"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("one visible");
        assertThatThrownBy(() -> send("a", "x".repeat(20_001)))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("20000")
                .hasMessageContaining("20001");
        groupOf(ANA, BEN)
                .when(send("a", "😀".repeat(20_000)), ANA)
                .expectEvents(sent(1, ANA, "a", "😀".repeat(20_000)));
    }

    @Test
    void halfACharacterIsRefused() {
        assertThatThrownBy(() -> send("a", "x\uD83D"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("surrogate");
    }

    private static SendMessage toEveryone() {
        return new SendMessage(GROUP, null, new Content.Text("all"), null, List.of(), true, null, null, null);
    }

    private static GroupSettingsChanged settings(MemberRole post, MemberRole mention, int slow, boolean muteAll) {
        GroupSettings usual = GroupSettings.DEFAULT;
        return new GroupSettingsChanged(
                GROUP,
                new GroupSettings(
                        post,
                        usual.invite(),
                        usual.editInfo(),
                        usual.pin(),
                        mention,
                        usual.joinMode(),
                        usual.history(),
                        slow,
                        muteAll),
                ANA,
                NOW);
    }

    @Test
    void theGroupSaysWhoSpeaks() {
        var admins = settings(MemberRole.ADMIN, MemberRole.ADMIN, 0, false);
        groupOf(ANA, BEN).after(admins).when(send("a", "hello"), BEN).expectRefusal(Reason.NOT_ALLOWED);
        groupOf(ANA, BEN)
                .after(admins, admin(BEN))
                .when(send("a", "hello"), BEN)
                .expectEvents(sent(1, BEN, "a", "hello"));
        var muted = settings(MemberRole.MEMBER, MemberRole.ADMIN, 0, true);
        groupOf(ANA, BEN).after(muted).when(send("a", "hello"), BEN).expectRefusal(Reason.MUTED);
        groupOf(ANA, BEN).after(muted).when(send("a", "hello"), ANA).expectEvents(sent(1, ANA, "a", "hello"));
    }

    @Test
    void aMutedMemberIsSilentUntilThen() {
        groupOf(ANA, BEN)
                .after(new MemberMuted(GROUP, BEN, NOW.plusSeconds(1), ANA, NOW))
                .when(send("a", "hello"), BEN)
                .expectRefusal(Reason.MUTED);
        groupOf(ANA, BEN)
                .after(new MemberMuted(GROUP, BEN, NOW, ANA, NOW))
                .when(send("a", "hello"), BEN)
                .expectEvents(sent(1, BEN, "a", "hello"));
    }

    @Test
    void everybodyIsMentionedByThoseWhoMay() {
        groupOf(ANA, BEN).when(toEveryone(), BEN).expectRefusal(Reason.NOT_ALLOWED);
        groupOf(ANA, BEN)
                .after(settings(MemberRole.MEMBER, MemberRole.MEMBER, 0, false))
                .when(toEveryone(), BEN)
                .expectEvents(new MessageSent(
                        GROUP,
                        new MessageId(GROUP, 1),
                        1,
                        null,
                        new Content.Text("all"),
                        null,
                        List.of(),
                        true,
                        null,
                        null,
                        null,
                        BEN,
                        NOW));
    }

    @Test
    void inSlowModeMembersWaitBetweenTwoMessages() {
        var slow = settings(MemberRole.MEMBER, MemberRole.ADMIN, 10, false);
        groupOf(ANA, BEN)
                .after(slow, sent(1, BEN, NOW.minusSeconds(9)))
                .when(send("a", "hello"), BEN)
                .expectRefusal(Reason.SLOW_MODE);
        groupOf(ANA, BEN)
                .after(slow, sent(1, BEN, NOW.minusSeconds(10)))
                .when(send("a", "hello"), BEN)
                .expectEvents(sent(2, BEN, "a", "hello"));
        groupOf(ANA, BEN)
                .after(slow, sent(1, ANA, NOW))
                .when(send("a", "hello"), ANA)
                .expectEvents(sent(2, ANA, "a", "hello"));
        groupOf(ANA, BEN)
                .after(slow, sent(1, BEN, NOW), settings(MemberRole.MEMBER, MemberRole.ADMIN, 0, false))
                .when(send("a", "hello"), BEN)
                .expectEvents(sent(2, BEN, "a", "hello"));
    }

    @Test
    void aRetryInSlowModeGetsItsFirstAnswer() {
        groupOf(ANA, BEN)
                .after(settings(MemberRole.MEMBER, MemberRole.ADMIN, 10, false), sent(1, BEN, "a", "hello"))
                .when(send("a", "hello"), BEN)
                .expectNoEvents()
                .expectAnswer(new MessageAccepted(new MessageId(GROUP, 1), 1, 2, NOW));
    }

    @Test
    void aMessageMayDisappearAfterASecondToAYear() {
        groupOf(ANA, BEN)
                .when(expiring(Duration.ofSeconds(60), "a"), ANA)
                .expectEvents(sentWith(NOW.plusSeconds(60), "a"));
        assertThatThrownBy(() -> expiring(Duration.ZERO, "a")).hasMessageContaining("1 to 31536000");
        assertThatThrownBy(() -> expiring(Duration.ofSeconds(Long.MAX_VALUE), "a"))
                .isInstanceOf(InvalidInput.class);
    }

    @Test
    void allOfARetryIsCompared() {
        groupOf(ANA, BEN)
                .after(sentWith(NOW.plusSeconds(60), "a"))
                .when(expiring(Duration.ofSeconds(60), "a"), ANA)
                .expectNoEvents()
                .expectAnswer(new MessageAccepted(new MessageId(GROUP, 1), 1, 1, NOW));
        groupOf(ANA, BEN)
                .after(sentWith(NOW.plusSeconds(60), "a"))
                .when(expiring(Duration.ofSeconds(61), "a"), ANA)
                .expectRefusal(Reason.CONFLICT);
        groupOf(ANA, BEN)
                .after(sentWith(NOW.plusSeconds(60), "a"))
                .when(expiring(Duration.ofSeconds(60), "b"), ANA)
                .expectRefusal(Reason.CONFLICT);
        groupOf(ANA, BEN)
                .after(sentWith(NOW.plusSeconds(60), "a"))
                .when(send("x", "hello"), ANA)
                .expectRefusal(Reason.CONFLICT);
    }

    private static SendMessage expiring(Duration life, String extension) {
        return new SendMessage(
                GROUP,
                "x",
                new Content.Text("hello"),
                null,
                List.of(),
                false,
                life,
                new Extensions(Map.of("key", extension)),
                null);
    }

    private static MessageSent sentWith(Instant expiresAt, String extension) {
        return new MessageSent(
                GROUP,
                new MessageId(GROUP, 1),
                1,
                "x",
                new Content.Text("hello"),
                null,
                List.of(),
                false,
                expiresAt,
                new Extensions(Map.of("key", extension)),
                null,
                ANA,
                NOW);
    }
}
