package dev.parley.projection.conversation;

import static dev.parley.projection.Story.ANA;
import static dev.parley.projection.Story.BEN;
import static dev.parley.projection.Story.CAI;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.conversation.Content;
import dev.parley.api.conversation.ConversationView;
import dev.parley.api.conversation.Gone;
import dev.parley.api.conversation.GoneTotalsView;
import dev.parley.api.conversation.GoneView;
import dev.parley.api.conversation.LoggedEventView;
import dev.parley.api.conversation.MentionsView;
import dev.parley.api.conversation.MessageEvent.MessagePinned;
import dev.parley.api.conversation.MessageEvent.ReactionAdded;
import dev.parley.api.conversation.MessageEvent.ReactionRemoved;
import dev.parley.api.conversation.MessageView;
import dev.parley.api.conversation.MessageView.Reaction;
import dev.parley.api.projection.Views;
import dev.parley.projection.Story;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of messages after they were said. */
class MessageViewsTest extends Delivered {

    @ParameterizedTest
    @EnumSource
    void anEditedMessageSaysItsNewestWordsAndKnowsWhereTheOldOnesStand(Delivery delivery) {
        Story story = Story.aGroupOf(ANA, BEN)
                .says(ANA, "helo")
                .edits(ANA, 1, 2, "hello")
                .says(BEN, "hi")
                .edits(ANA, 1, 3, "hello Ben", BEN);
        deliver(story, delivery);

        MessageView message = view(Views.MESSAGES, story.message(1), MessageView.class);
        assertThat(message.content()).isEqualTo(new Content.Text("hello Ben"));
        assertThat(message.editions()).containsExactly(1L, 2L, 4L);
        assertThat(message.version()).isEqualTo(1);
        assertThat(message.mentions()).containsExactly(BEN);
        assertThat(message.editedAt()).isEqualTo(story.at(4));
        assertThat(view(Views.MENTIONS, BEN, MentionsView.class)
                        .conversations()
                        .get(story.conversation())
                        .seqs())
                .containsExactly(1L);
    }

    @ParameterizedTest
    @EnumSource
    void aRecalledMessageLeavesNoWordsAnywhere(Delivery delivery) {
        Story story = Story.aGroupOf(ANA, BEN)
                .says(ANA, "secret one")
                .edits(ANA, 1, 2, "secret two")
                .says(ANA, "fine")
                .recalls(ANA, 1);
        deliver(story, delivery);

        MessageView message = view(Views.MESSAGES, story.message(1), MessageView.class);
        assertThat(message.gone()).isEqualTo(Gone.RECALLED);
        assertThat(message.content()).isNull();
        for (String view : List.of(Views.MESSAGES, Views.CONVERSATION_LOG, Views.CONVERSATIONS)) {
            assertThat(store.all(view).toString()).as(view).doesNotContain("secret");
        }
        assertThat(view(Views.CONVERSATION_LOG, LoggedEventView.key(story.conversation(), 3), LoggedEventView.class)
                        .data())
                .contains("fine");
        assertThat(view(Views.GONE, GoneView.key(story.conversation(), 0), GoneView.class)
                        .upTo(1))
                .isEqualTo(1);
        assertThat(view(Views.GONE_TOTALS, story.conversation(), GoneTotalsView.class)
                        .blocks())
                .containsEntry(0L, 1);
    }

    @ParameterizedTest
    @EnumSource
    void theHeadSaysThatTheLastMessageIsGone(Delivery delivery) {
        Story story = Story.aGroupOf(ANA, BEN).says(ANA, "a slip").recalls(ANA, 1);
        deliver(story, delivery);
        ConversationView.LastMessage last = view(Views.CONVERSATIONS, story.conversation(), ConversationView.class)
                .lastMessage();
        assertThat(last).isNotNull();
        assertThat(last.preview()).isNull();
        assertThat(last.gone()).isEqualTo(Gone.RECALLED);
    }

    @ParameterizedTest
    @EnumSource
    void reactionsAreOncePerPersonAndEmoji(Delivery delivery) {
        Story story = Story.aGroupOf(ANA, BEN, CAI).says(ANA, "good news");
        story.then(at -> new ReactionAdded(story.conversation(), story.message(1), "👍", BEN, at))
                .then(at -> new ReactionAdded(story.conversation(), story.message(1), "👍", CAI, at))
                .then(at -> new ReactionAdded(story.conversation(), story.message(1), "❤️", BEN, at))
                .then(at -> new ReactionAdded(story.conversation(), story.message(1), "👍", BEN, at))
                .then(at -> new ReactionRemoved(story.conversation(), story.message(1), "❤️", BEN, at));
        deliver(story, delivery);

        assertThat(view(Views.MESSAGES, story.message(1), MessageView.class).reactions())
                .containsExactly(new Reaction("👍", List.of(BEN, CAI)));
    }

    @ParameterizedTest
    @EnumSource
    void pinsAreInTheHeadUntilTheMessageIsGone(Delivery delivery) {
        Story story = Story.aGroupOf(ANA, BEN).says(ANA, "one").says(ANA, "two");
        story.then(at -> new MessagePinned(story.conversation(), story.message(1), ANA, at))
                .then(at -> new MessagePinned(story.conversation(), story.message(2), ANA, at))
                .recalls(ANA, 1);
        deliver(story, delivery);

        ConversationView head = view(Views.CONVERSATIONS, story.conversation(), ConversationView.class);
        assertThat(head.pins()).containsExactly(new ConversationView.Pin(story.message(2), ANA, story.at(4)));
        assertThat(head.activeAt()).isEqualTo(story.at(2));
        assertThat(view(Views.MESSAGES, story.message(2), MessageView.class).pinnedAt())
                .isEqualTo(story.at(4));
    }
}
