package dev.parley.command.conversation;

import static dev.parley.command.conversation.ConversationFixture.ANA;
import static dev.parley.command.conversation.ConversationFixture.BEN;
import static dev.parley.command.conversation.ConversationFixture.CLEO;
import static dev.parley.command.conversation.ConversationFixture.GROUP;
import static dev.parley.command.conversation.ConversationFixture.NOW;
import static dev.parley.command.conversation.ConversationFixture.admin;
import static dev.parley.command.conversation.ConversationFixture.groupOf;
import static dev.parley.command.conversation.ConversationFixture.message;
import static dev.parley.command.conversation.ConversationFixture.sent;

import dev.parley.api.Reason;
import dev.parley.api.conversation.Content;
import dev.parley.api.conversation.ConversationChanged;
import dev.parley.api.conversation.ConversationEvent.MemberKicked;
import dev.parley.api.conversation.ConversationEvent.MessageSent;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.Forwarded;
import dev.parley.api.conversation.MembershipEvent.MemberMuted;
import dev.parley.api.conversation.MessageCommand.EditMessage;
import dev.parley.api.conversation.MessageEvent.MessageEdited;
import dev.parley.api.conversation.MessageEvent.MessageExpired;
import dev.parley.api.conversation.MessageEvent.MessageRecalled;
import dev.parley.api.conversation.MessageId;
import dev.parley.api.people.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class EditMessageTest {

    private static final Instant A_DAY_AGO = NOW.minus(Duration.ofDays(1));

    private static EditMessage edit(long seq, String text, UserId... mentions) {
        return new EditMessage(GROUP, message(seq), new Content.Text(text), List.of(mentions), false);
    }

    private static MessageEdited edited(int edition, String text, UserId... mentions) {
        return new MessageEdited(
                GROUP, message(1), edition, new Content.Text(text), List.of(mentions), false, BEN, NOW);
    }

    @Test
    void whoSaidItSaysItInOtherWords() {
        groupOf(ANA, BEN)
                .after(sent(1, BEN, A_DAY_AGO))
                .when(edit(1, "hullo", ANA), BEN)
                .expectEvents(edited(2, "hullo", ANA))
                .expectAnswer(new ConversationChanged(GROUP, 2));
    }

    @Test
    void editionsAreCounted() {
        groupOf(ANA, BEN)
                .after(sent(1, BEN, NOW), edited(2, "hullo"))
                .when(edit(1, "hi"), BEN)
                .expectEvents(edited(3, "hi"));
    }

    @Test
    void theSameWordsChangeNothing() {
        groupOf(ANA, BEN).after(sent(1, BEN, NOW)).when(edit(1, "hello"), BEN).expectNothingNew();
        groupOf(ANA, BEN)
                .after(sent(1, BEN, NOW), edited(2, "hullo", ANA))
                .when(edit(1, "hullo", ANA), BEN)
                .expectNothingNew();
        groupOf(ANA, BEN)
                .after(sent(1, BEN, NOW), edited(2, "hullo", ANA))
                .when(edit(1, "hullo"), BEN)
                .expectEvents(edited(3, "hullo"));
    }

    @Test
    void whomItMentionsStaysUnlessTheEditSaysSo() {
        EditMessage words = new EditMessage(GROUP, message(1), new Content.Text("hi"), null, null);
        MessageEdited wordsEdited =
                new MessageEdited(GROUP, message(1), 3, new Content.Text("hi"), null, null, BEN, NOW);
        var mentioned = edited(2, "hullo", ANA);
        groupOf(ANA, BEN).after(sent(1, BEN, NOW), mentioned).when(words, BEN).expectEvents(wordsEdited);
        groupOf(ANA, BEN)
                .after(sent(1, BEN, NOW), mentioned, wordsEdited)
                .when(words, BEN)
                .expectNothingNew();
        groupOf(ANA, BEN)
                .after(sent(1, BEN, NOW), mentioned, wordsEdited)
                .when(edit(1, "hi", ANA), BEN)
                .expectNothingNew();
        groupOf(ANA, BEN)
                .after(sent(1, BEN, NOW), mentioned, wordsEdited)
                .when(edit(1, "hi"), BEN)
                .expectEvents(edited(4, "hi"));
    }

    @Test
    void wordsMayChangeAfterSomebodyWhomTheyMentionHasLeft() {
        groupOf(ANA, BEN, CLEO)
                .after(sent(1, BEN, NOW), edited(2, "hullo", CLEO), new MemberKicked(GROUP, CLEO, 1, ANA, NOW))
                .when(new EditMessage(GROUP, message(1), new Content.Text("hi"), null, null), BEN)
                .expectEvents(new MessageEdited(GROUP, message(1), 3, new Content.Text("hi"), null, null, BEN, NOW));
    }

    @Test
    void nobodyPutsWordsIntoTheMouthOfAnother() {
        groupOf(ANA, BEN).after(sent(1, BEN, NOW)).when(edit(1, "hullo"), ANA).expectRefusal(Reason.NOT_ALLOWED);
        groupOf(ANA, BEN, CLEO)
                .after(admin(CLEO), sent(1, BEN, NOW))
                .when(edit(1, "hullo"), CLEO)
                .expectRefusal(Reason.NOT_ALLOWED);
    }

    @Test
    void norIntoWhatWasPassedOn() {
        groupOf(ANA, BEN)
                .after(new MessageSent(
                        GROUP,
                        message(1),
                        1,
                        null,
                        new Content.Text("hello"),
                        null,
                        List.of(),
                        false,
                        null,
                        null,
                        new Forwarded(CLEO, A_DAY_AGO),
                        BEN,
                        NOW))
                .when(edit(1, "hullo"), BEN)
                .expectRefusal(Reason.NOT_ALLOWED);
    }

    @Test
    void afterADayWordsStay() {
        groupOf(ANA, BEN)
                .after(sent(1, BEN, A_DAY_AGO.minusSeconds(1)))
                .when(edit(1, "hullo"), BEN)
                .expectRefusal(Reason.TOO_OLD);
    }

    @Test
    void onlyTheNewestTenThousandAreRemembered() {
        var talk = groupOf(ANA, BEN);
        LongStream.rangeClosed(1, MessageWindow.MOST + 1).forEach(seq -> talk.after(sent(seq, BEN, NOW)));
        talk.when(edit(1, "hullo"), BEN).expectRefusal(Reason.TOO_OLD);
    }

    @Test
    void whatIsGoneIsNotEdited() {
        groupOf(ANA, BEN)
                .after(sent(1, BEN, NOW), new MessageRecalled(GROUP, message(1), BEN, NOW))
                .when(edit(1, "hullo"), BEN)
                .expectRefusal(Reason.GONE);
        groupOf(ANA, BEN)
                .after(sent(1, BEN, NOW), new MessageExpired(GROUP, message(1), BEN, NOW))
                .when(edit(1, "hullo"), BEN)
                .expectRefusal(Reason.GONE);
    }

    @Test
    void whatWasNeverSaidIsNotFound() {
        groupOf(ANA, BEN).when(edit(1, "hullo"), BEN).expectRefusal(Reason.NOT_FOUND);
        var elsewhere = new MessageId(ConversationId.direct(ANA, BEN), 1);
        groupOf(ANA, BEN)
                .after(sent(1, BEN, NOW))
                .when(new EditMessage(GROUP, elsewhere, new Content.Text("a"), List.of(), false), BEN)
                .expectRefusal(Reason.NOT_FOUND);
    }

    @Test
    void whoMayNotSpeakMayNotEdit() {
        groupOf(ANA, BEN)
                .after(sent(1, BEN, NOW), new MemberKicked(GROUP, BEN, 1, ANA, NOW))
                .when(edit(1, "hullo"), BEN)
                .expectRefusal(Reason.NOT_A_MEMBER);
        groupOf(ANA, BEN)
                .after(sent(1, BEN, NOW), new MemberMuted(GROUP, BEN, NOW.plusSeconds(1), ANA, NOW))
                .when(edit(1, "hullo"), BEN)
                .expectRefusal(Reason.MUTED);
    }

    @Test
    void mentionsAreCheckedAgain() {
        groupOf(ANA, BEN)
                .after(sent(1, BEN, NOW))
                .when(edit(1, "hullo", CLEO), BEN)
                .expectRefusal(Reason.INVALID);
        groupOf(ANA, BEN)
                .after(sent(1, BEN, NOW))
                .when(new EditMessage(GROUP, message(1), new Content.Text("a"), List.of(), true), BEN)
                .expectRefusal(Reason.NOT_ALLOWED);
    }

    @Test
    void aMessageHasAtMostAHundredEditions() {
        groupOf(ANA, BEN)
                .after(sent(1, BEN, NOW), edited(Corrections.MOST_EDITIONS, "hullo"))
                .when(edit(1, "hi"), BEN)
                .expectRefusal(Reason.TOO_MANY);
    }
}
