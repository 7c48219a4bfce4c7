package dev.parley.query.conversation;

import dev.parley.api.conversation.ContentPart;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.MediaView;
import dev.parley.api.conversation.Membership;
import dev.parley.api.conversation.MessageId;
import dev.parley.api.conversation.MessageView;
import dev.parley.api.conversation.Window;
import dev.parley.api.people.UserId;
import dev.parley.api.permission.Permission;
import dev.parley.api.projection.Projectors;
import dev.parley.api.projection.Views;
import dev.parley.edge.Caller;
import dev.parley.query.page.Cursor;
import dev.parley.query.page.Limit;
import dev.parley.query.page.Page;
import dev.parley.query.view.Freshness;
import dev.parley.query.view.ViewReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The messages of a conversation that hold something to look at: images, files, links. */
@Component
class Media {

    /** Of the blocks that are read at once: few at first, for what is looked for is mostly new, and more when nothing was there. */
    private static final int FIRST_STEP = 16;

    private static final int LARGEST_STEP = 1_000;

    private final History history;
    private final Quotes quotes;
    private final ViewReader views;
    private final Freshness freshness;

    Media(History history, Quotes quotes, ViewReader views, Freshness freshness) {
        this.history = history;
        this.quotes = quotes;
        this.views = views;
        this.freshness = freshness;
    }

    /** Where a page of it begins and what it is to hold. */
    record Wanted(Set<ContentPart> parts, Limit limit, long below) {

        static Wanted of(Set<ContentPart> parts, Limit limit, @Nullable String cursor) {
            return new Wanted(
                    parts,
                    limit,
                    cursor == null
                            ? Long.MAX_VALUE
                            : Cursor.read(cursor, 1, values -> Long.parseLong(values.getFirst())));
        }
    }

    /** The newest first. */
    Mono<Page<MessageItem>> of(Caller caller, ConversationId conversation, Wanted wanted, @Nullable Long minVersion) {
        UserId user = caller.user(Permission.READ_MESSAGES);
        Mono<Void> asNewAsAsked =
                minVersion == null ? Mono.empty() : freshness.applied(Projectors.MEDIA, conversation, minVersion);
        return history.seen(user, conversation, minVersion)
                .delayUntil(seen -> asNewAsAsked)
                .flatMap(seen -> {
                    Walk walk = new Walk(conversation, seen.membership(), wanted);
                    long from = Math.min(seen.head().seq(), wanted.below() - 1);
                    return newest(walk, from, MediaView.block(Math.max(1, from)), FIRST_STEP, new ArrayList<>())
                            .flatMap(seqs -> page(user, seen.membership(), walk, seqs));
                });
    }

    /** Through a conversation, as far back as its reader may see. */
    private record Walk(ConversationId conversation, Membership membership, Wanted wanted) {

        long oldestBlock() {
            long after = membership.windows().stream()
                    .mapToLong(Window::afterSeq)
                    .min()
                    .orElse(0);
            return MediaView.block(after + 1);
        }

        boolean shows(long seq, long from) {
            return seq >= 1 && seq <= from && membership.coversSeq(seq);
        }

        /** One more than the limit, to know whether there is a next page. */
        int enough() {
            return wanted.limit().value() + 1;
        }
    }

    private Mono<List<Long>> newest(Walk walk, long from, long block, int step, List<Long> found) {
        if (from < 1 || block < walk.oldestBlock() || found.size() >= walk.enough()) {
            return Mono.just(found.subList(0, Math.min(found.size(), walk.enough())));
        }
        long last = Math.max(walk.oldestBlock(), block - step + 1);
        List<Long> blocks = LongStream.iterate(block, number -> number >= last, number -> number - 1)
                .boxed()
                .toList();
        return views.some(
                        Views.MEDIA,
                        blocks.stream()
                                .map(number -> MediaView.key(walk.conversation(), number))
                                .toList(),
                        MediaView.class)
                .collectMap(MediaView::key)
                .flatMap(media -> {
                    blocks.forEach(number -> {
                        MediaView here = media.get(MediaView.key(walk.conversation(), number));
                        if (here != null) {
                            here.newest(number, walk.wanted().parts()).stream()
                                    .filter(seq -> walk.shows(seq, from))
                                    .forEach(found::add);
                        }
                    });
                    return newest(walk, from, last - 1, Math.min(LARGEST_STEP, step * 4), found);
                });
    }

    private Mono<Page<MessageItem>> page(UserId user, Membership membership, Walk walk, List<Long> seqs) {
        int limit = walk.wanted().limit().value();
        List<MessageId> shown = seqs.stream()
                .limit(limit)
                .map(seq -> new MessageId(walk.conversation(), seq))
                .toList();
        @Nullable
        String next = seqs.size() > limit ? Cursor.after(shown.getLast().seq()) : null;
        return views.some(Views.MESSAGES, shown, MessageView.class)
                .collectMap(MessageView::message, Function.identity())
                .flatMap(known -> quotes.items(user, membership, stillThere(shown, known), MessageItem.Reaction.NAMED))
                .map(items -> new Page<>(items, next));
    }

    /** Two views of the same events may be a moment apart: what is gone in one of them is gone. */
    private static List<MessageView> stillThere(List<MessageId> shown, Map<MessageId, MessageView> known) {
        return shown.stream()
                .filter(known::containsKey)
                .map(message -> Objects.requireNonNull(known.get(message), "it is there"))
                .filter(message -> message.gone() == null)
                .toList();
    }
}
