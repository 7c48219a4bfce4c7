package dev.parley.query.conversation;

import dev.parley.api.QueryRefused;
import dev.parley.api.Reason;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.MessageId;
import dev.parley.api.conversation.MessageView;
import dev.parley.api.people.UserId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Messages that somebody can read now, of whatever conversations, for whoever does something with all of them. */
@Component
public class ReadableMessages {

    private static final String NO_NAME = "Messages";

    private final History history;

    ReadableMessages(History history) {
        this.history = history;
    }

    /** In the order that they were asked for; {@code title} is what the first one's conversation is called. */
    public record Found(String title, List<MessageView> views) {}

    /** All of them; refused when there is one that is not theirs to see, or gone. */
    public Mono<Found> require(UserId user, List<MessageId> messages) {
        Map<ConversationId, List<MessageId>> byConversation = messages.stream()
                .collect(Collectors.groupingBy(MessageId::conversation, LinkedHashMap::new, Collectors.toList()));
        return Flux.fromIterable(byConversation.values())
                .concatMap(each -> of(user, each))
                .collectList()
                .map(found -> {
                    Map<MessageId, MessageView> all = new HashMap<>();
                    found.forEach(one -> one.views().forEach(view -> all.put(view.message(), view)));
                    return new Found(
                            found.getFirst().title(),
                            messages.stream().map(all::get).toList());
                });
    }

    private Mono<Found> of(UserId user, List<MessageId> messages) {
        MessageId newest =
                messages.stream().max(Comparator.comparingLong(MessageId::seq)).orElseThrow();
        return history.visible(user, newest, null).flatMap(visible -> {
            for (MessageId each : messages) {
                if (!visible.membership().coversSeq(each.seq())) {
                    return Mono.error(new QueryRefused(Reason.NOT_FOUND, "There is no message " + each + "."));
                }
            }
            String name = visible.head().name();
            return history.messages(visible.head(), messages)
                    .doOnNext(ReadableMessages::requireWords)
                    .map(views -> new Found(name == null ? NO_NAME : name, views));
        });
    }

    private static void requireWords(List<MessageView> views) {
        for (MessageView each : views) {
            if (each.gone() != null) {
                throw new QueryRefused(Reason.GONE, "The message " + each.message() + " says nothing any more.");
            }
        }
    }
}
