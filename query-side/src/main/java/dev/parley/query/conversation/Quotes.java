package dev.parley.query.conversation;

import dev.parley.api.conversation.Membership;
import dev.parley.api.conversation.MessageId;
import dev.parley.api.conversation.MessageView;
import dev.parley.api.people.UserId;
import dev.parley.api.projection.Views;
import dev.parley.query.conversation.MessageItem.Quote;
import dev.parley.query.view.ViewReader;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Makes of messages what their reader is shown, with what they answer. */
@Component
class Quotes {

    private final ViewReader views;

    Quotes(ViewReader views) {
        this.views = views;
    }

    /** In the same order. {@code named} people of each reaction are shown. */
    Mono<List<MessageItem>> items(UserId reader, Membership membership, List<MessageView> messages, int named) {
        Map<MessageId, MessageView> known = new HashMap<>();
        messages.forEach(message -> known.put(message.message(), message));
        Set<MessageId> missing = new HashSet<>();
        for (MessageView each : messages) {
            MessageId answered = each.replyTo();
            if (answered != null && !known.containsKey(answered) && membership.coversSeq(answered.seq())) {
                missing.add(answered);
            }
        }
        return views.some(Views.MESSAGES, missing, MessageView.class)
                .doOnNext(message -> known.put(message.message(), message))
                .then(Mono.fromSupplier(() -> messages.stream()
                        .map(message ->
                                MessageItem.of(message, quote(message.replyTo(), membership, known), reader, named))
                        .toList()));
    }

    private static @Nullable Quote quote(
            @Nullable MessageId answered, Membership membership, Map<MessageId, MessageView> known) {
        if (answered == null) {
            return null;
        }
        MessageView message = membership.coversSeq(answered.seq()) ? known.get(answered) : null;
        return message == null ? Quote.unseen(answered) : Quote.of(message);
    }
}
