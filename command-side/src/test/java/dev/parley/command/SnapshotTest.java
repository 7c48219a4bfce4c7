package dev.parley.command;

import static dev.parley.command.Talks.ANA;
import static dev.parley.command.Talks.BEN;
import static dev.parley.command.Talks.refusal;
import static dev.parley.command.Talks.talk;
import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.Reason;
import dev.parley.api.conversation.Content;
import dev.parley.api.conversation.ConversationChanged;
import dev.parley.api.conversation.ConversationCommand.CreateConversation;
import dev.parley.api.conversation.ConversationCommand.KickMember;
import dev.parley.api.conversation.ConversationCommand.LeaveConversation;
import dev.parley.api.conversation.ConversationCommand.SendMessage;
import dev.parley.api.conversation.ConversationEvent;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.ConversationType;
import dev.parley.api.conversation.MessageCommand.AddReaction;
import dev.parley.api.conversation.MessageCommand.EditMessage;
import dev.parley.api.conversation.MessageCommand.PinMessage;
import dev.parley.api.conversation.MessageCommand.RecallMessage;
import dev.parley.api.conversation.MessageId;
import dev.parley.api.people.UserId;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.serialization.Revision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A conversation with a long history is loaded from what was written down of it whole, and is the same. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SnapshotTest {

    private static final int MESSAGES = 2 * Talks.EVENTS_PER_SNAPSHOT;
    private static final int LATER = Talks.EVENTS_PER_SNAPSHOT + 1;
    /** Made, a kick, the messages, and four changes of them. */
    private static final long LIVED = 1 + MESSAGES + 4 + LATER;

    @TempDir
    Path directory;

    /** A snapshot as some other version of the conversation left it. */
    @Revision("of yesterday")
    record Yesterday(String id) {}

    private Talks open() {
        return Talks.at("rocksdb:" + directory.resolve("events"));
    }

    /** Ben was kicked, and {@link #MESSAGES} were sent. */
    private static void live(Talks talks) {
        talks.withGroup(talk(0)).ask(new KickMember(talk(0), BEN), ANA).join();
        List<CompletableFuture<?>> answers = new ArrayList<>();
        for (int i = 1; i <= MESSAGES; i++) {
            answers.add(talks.send(talk(0), "c" + i, "text"));
        }
        answers.forEach(CompletableFuture::join);
        talks.ask(new EditMessage(talk(0), message(2), new Content.Text("edited"), List.of(), false), ANA)
                .join();
        talks.ask(new RecallMessage(talk(0), message(1)), ANA).join();
        talks.ask(new AddReaction(talk(0), message(3), "👍"), ANA).join();
        talks.ask(new PinMessage(talk(0), message(4)), ANA).join();
        for (int i = 0; i < LATER; i++) {
            talks.send(talk(0), "later" + i, "text").join();
        }
    }

    private static MessageId message(long seq) {
        return new MessageId(talk(0), seq);
    }

    /** What would be an event if it were not known from the snapshot. */
    private static void requireNothingNew(Talks talks) {
        long version = LIVED;
        for (Object command : List.of(
                new EditMessage(talk(0), message(2), new Content.Text("edited"), List.of(), false),
                new RecallMessage(talk(0), message(1)),
                new AddReaction(talk(0), message(3), "👍"),
                new PinMessage(talk(0), message(4)))) {
            assertThat(talks.<ConversationChanged>ask(command, ANA).join().version())
                    .isEqualTo(version);
        }
        assertThat(refusal(talks.ask(new PinMessage(talk(0), message(1)), ANA))).isEqualTo(Reason.GONE);
    }

    private static DomainEventMessage<?> loadedFirst(Talks talks) {
        return talks.commandSide()
                .storage()
                .events()
                .readEvents(talk(0).toString())
                .peek();
    }

    private static void awaitSnapshot(Talks talks) {
        while (loadedFirst(talks).getPayload() instanceof ConversationEvent) {
            Thread.onSpinWait();
        }
    }

    private static void requireTheSame(Talks talks) {
        requireNothingNew(talks);
        assertThat(refusal(talks.ask(new SendMessage(talk(0), null, new Content.Text("?"), null, List.of()), BEN)))
                .isEqualTo(Reason.NOT_A_MEMBER);
        assertThat(refusal(talks.ask(new LeaveConversation(talk(0)), BEN))).isEqualTo(Reason.NOT_A_MEMBER);
        assertThat(talks.<ConversationChanged>ask(group(Set.of(BEN)), ANA)
                        .join()
                        .version())
                .isZero();
        assertThat(refusal(talks.ask(group(Set.of()), ANA))).isEqualTo(Reason.CONFLICT);
        var next = talks.send(talk(0), "next", "text").join();
        assertThat(next.seq()).isEqualTo(MESSAGES + LATER + 1);
        assertThat(next.version()).isEqualTo(LIVED + 1);
        talks.ask(new LeaveConversation(talk(0)), ANA).join();
        assertThat(refusal(talks.send(talk(0), "gone", "text"))).isEqualTo(Reason.NOT_A_MEMBER);
    }

    private static CreateConversation group(Set<UserId> members) {
        return new CreateConversation(talk(0), ConversationType.GROUP, members, "Lunch");
    }

    @Test
    void loadedFromItsSnapshotAConversationBehavesTheSame() {
        try (Talks talks = open()) {
            live(talks);
            awaitSnapshot(talks);
        }
        try (Talks again = open()) {
            assertThat(loadedFirst(again).getSequenceNumber()).isGreaterThanOrEqualTo(Talks.EVENTS_PER_SNAPSHOT - 1);
            requireTheSame(again);
        }
    }

    @Test
    void aSnapshotOfAnotherRevisionIsLeftAside() {
        ConversationId talk = talk(0);
        try (Talks talks = open()) {
            live(talks);
            awaitSnapshot(talks);
        }
        try (Talks again = open()) {
            String type = loadedFirst(again).getType();
            again.commandSide()
                    .storage()
                    .events()
                    .storeSnapshot(new GenericDomainEventMessage<>(
                            type, talk.toString(), LIVED, new Yesterday(talk.toString())));
            assertThat(loadedFirst(again).getPayload()).isInstanceOf(ConversationEvent.class);
            requireTheSame(again);
        }
    }
}
