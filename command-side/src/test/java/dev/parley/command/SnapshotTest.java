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
        assertThat(refusal(talks.ask(new SendMessage(talk(0), null, new Content.Text("?"), null, List.of()), BEN)))
                .isEqualTo(Reason.NOT_A_MEMBER);
        assertThat(refusal(talks.ask(new LeaveConversation(talk(0)), BEN))).isEqualTo(Reason.NOT_A_MEMBER);
        assertThat(talks.<ConversationChanged>ask(group(Set.of(BEN)), ANA)
                        .join()
                        .version())
                .isZero();
        assertThat(refusal(talks.ask(group(Set.of()), ANA))).isEqualTo(Reason.CONFLICT);
        var next = talks.send(talk(0), "next", "text").join();
        assertThat(next.seq()).isEqualTo(MESSAGES + 1);
        assertThat(next.version()).isEqualTo(MESSAGES + 2);
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
                            type, talk.toString(), MESSAGES + 1, new Yesterday(talk.toString())));
            assertThat(loadedFirst(again).getPayload()).isInstanceOf(ConversationEvent.class);
            requireTheSame(again);
        }
    }
}
