package dev.parley.query.conversation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.MessageId;
import dev.parley.api.note.DraftView;
import dev.parley.api.note.NotesView;
import dev.parley.api.people.UserId;
import dev.parley.api.permission.Permission;
import dev.parley.edge.Caller;
import dev.parley.query.note.Notes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What somebody has noted about one conversation, with the whole of what they have begun to say. */
@Component
class Mine {

    private final Conversations conversations;
    private final Notes notes;

    Mine(Conversations conversations, Notes notes) {
        this.conversations = conversations;
        this.notes = notes;
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Noted(
            boolean pinned,
            boolean muted,
            @Nullable Instant mutedUntil,
            boolean hidden,
            boolean markedUnread,
            long clearedToSeq,
            @Nullable Draft draft) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Draft(String text, @Nullable MessageId replyTo, Instant at) {

        static Draft of(DraftView view) {
            return new Draft(view.text(), view.replyTo(), view.at());
        }
    }

    Mono<Noted> of(Caller caller, ConversationId conversation) {
        UserId user = caller.user(Permission.KEEP_NOTES);
        return conversations
                .item(user, conversation)
                .flatMap(item -> Mono.zip(
                        notes.of(user, List.of(conversation)),
                        notes.drafts(user, List.of(conversation))
                                .map(drafts -> Optional.ofNullable(drafts.get(conversation))),
                        (noted, draft) -> noted(
                                item,
                                noted.about(conversation),
                                draft.map(Draft::of).orElse(null))));
    }

    private static Noted noted(ConversationItem item, NotesView.Notes notes, @Nullable Draft draft) {
        return new Noted(
                item.pinned(),
                item.muted(),
                item.mutedUntil(),
                item.hidden(),
                item.markedUnread(),
                notes.clearedTo(),
                draft);
    }
}
