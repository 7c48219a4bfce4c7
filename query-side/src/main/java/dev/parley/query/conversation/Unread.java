package dev.parley.query.conversation;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.ConversationView;
import dev.parley.api.conversation.Gone;
import dev.parley.api.conversation.GoneTotalsView;
import dev.parley.api.conversation.GoneView;
import dev.parley.api.conversation.Membership;
import dev.parley.api.conversation.MentionsView;
import dev.parley.api.conversation.MentionsView.Mentioned;
import dev.parley.api.conversation.MessageId;
import dev.parley.api.people.UserId;
import dev.parley.api.projection.Views;
import dev.parley.query.view.ViewReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What is new for somebody: how many messages after the last that they read can still be read, and the first of them that mentions them. */
@Component
class Unread {

    /** Of one conversation, the oldest first, are looked up whether they still mention the reader; behind as many that do not, no more are. */
    private static final int LOOKED_UP = 20;

    private final ViewReader views;

    Unread(ViewReader views) {
        this.views = views;
    }

    /** @param firstMention null when there is none */
    record Count(long messages, @Nullable Long firstMention) {
        static final Count NOTHING = new Count(0, null);
    }

    /** Somebody before a conversation. */
    record Reading(ConversationView head, Membership membership, long readSeq) {

        ConversationId conversation() {
            return head.conversation();
        }

        long floor() {
            return Math.min(head.seq(), Math.max(readSeq, membership.unreadAfter()));
        }

        boolean nothingNew() {
            return floor() >= head.seq();
        }
    }

    private record MentionOf(
            @JsonProperty("_id") MessageId message,
            UserId sender,
            List<UserId> mentions,
            @Nullable Boolean mentionsEveryone,
            @Nullable Gone gone) {

        boolean concerns(UserId user) {
            return gone == null
                    && !sender.equals(user)
                    && (Boolean.TRUE.equals(mentionsEveryone) || mentions.contains(user));
        }
    }

    /** Of those where something is new. */
    Mono<Map<ConversationId, Count>> of(UserId user, Collection<Reading> readings) {
        List<Reading> concerned =
                readings.stream().filter(reading -> !reading.nothingNew()).toList();
        if (concerned.isEmpty()) {
            return Mono.just(Map.of());
        }
        return Mono.zip(gone(concerned), firstMentions(user, concerned), (gone, mentions) -> {
            Map<ConversationId, Count> counts = new HashMap<>();
            for (Reading each : concerned) {
                ConversationId conversation = each.conversation();
                long messages = each.head().seq() - each.floor() - gone.getOrDefault(conversation, 0L);
                counts.put(conversation, new Count(Math.max(0, messages), mentions.get(conversation)));
            }
            return counts;
        });
    }

    /** How many between the floor and the head are gone: two bitmaps and the totals of each conversation, however much lies between. */
    private Mono<Map<ConversationId, Long>> gone(List<Reading> readings) {
        Set<String> blocks = new HashSet<>();
        for (Reading each : readings) {
            blocks.add(
                    GoneView.key(each.conversation(), GoneView.block(each.head().seq())));
            if (each.floor() > 0) {
                blocks.add(GoneView.key(each.conversation(), GoneView.block(each.floor())));
            }
        }
        List<ConversationId> conversations =
                readings.stream().map(Reading::conversation).toList();
        return Mono.zip(
                views.some(Views.GONE_TOTALS, conversations, GoneTotalsView.class)
                        .collectMap(GoneTotalsView::conversation),
                views.some(Views.GONE, blocks, GoneView.class).collectMap(GoneView::key),
                (totals, bitmaps) -> {
                    Map<ConversationId, Long> gone = new HashMap<>();
                    for (Reading each : readings) {
                        GoneTotalsView total = totals.get(each.conversation());
                        if (total != null) {
                            gone.put(
                                    each.conversation(),
                                    upTo(each.head().seq(), total, bitmaps) - upTo(each.floor(), total, bitmaps));
                        }
                    }
                    return gone;
                });
    }

    /** The first that is left behind the floor: a bitmap, and the totals to find another by when all in it are gone. Empty = none. */
    Mono<Long> first(Reading reading) {
        ConversationId conversation = reading.conversation();
        long from = reading.floor() + 1;
        long head = reading.head().seq();
        long block = GoneView.block(from);
        Mono<Long> later = views.one(Views.GONE_TOTALS, conversation, GoneTotalsView.class)
                .defaultIfEmpty(GoneTotalsView.none(conversation))
                .flatMap(totals -> {
                    long next = block + 1;
                    while (totals.blocks().getOrDefault(next, 0) == GoneView.SEQS) {
                        next++;
                    }
                    return firstLeft(conversation, next, next * GoneView.SEQS + 1, head);
                });
        return firstLeft(conversation, block, from, head)
                .filter(first -> GoneView.block(first) == block)
                .switchIfEmpty(later)
                .filter(first -> first <= head);
    }

    /** Of one block; the one after it when none is. */
    private Mono<Long> firstLeft(ConversationId conversation, long block, long from, long head) {
        long to = Math.min(head, (block + 1) * GoneView.SEQS);
        return views.one(Views.GONE, GoneView.key(conversation, block), GoneView.class)
                .map(gone -> gone.firstLeft(from, to))
                .defaultIfEmpty(from);
    }

    private static long upTo(long seq, GoneTotalsView totals, Map<String, GoneView> bitmaps) {
        if (seq < 1) {
            return 0;
        }
        long block = GoneView.block(seq);
        GoneView bitmap = bitmaps.get(GoneView.key(totals.conversation(), block));
        return totals.before(block) + (bitmap == null ? 0 : bitmap.upTo(seq));
    }

    private Mono<Map<ConversationId, Long>> firstMentions(UserId user, List<Reading> readings) {
        String[] fields = readings.stream()
                .map(reading -> "conversations." + reading.conversation())
                .toArray(String[]::new);
        return views.one(Views.MENTIONS, user, MentionsView.class, fields)
                .defaultIfEmpty(new MentionsView(user, Map.of()))
                .flatMap(byName -> confirmed(user, candidates(readings, byName)));
    }

    private static List<MessageId> candidates(List<Reading> readings, MentionsView byName) {
        List<MessageId> candidates = new ArrayList<>();
        for (Reading each : readings) {
            Mentioned mentioned = byName.conversations().get(each.conversation());
            TreeSet<Long> seqs = new TreeSet<>(each.head().everyoneMentioned());
            seqs.addAll(mentioned == null ? List.of() : mentioned.seqs());
            seqs.tailSet(each.floor(), false).headSet(each.head().seq(), true).stream()
                    .filter(each.membership()::coversSeq)
                    .limit(LOOKED_UP)
                    .forEach(seq -> candidates.add(new MessageId(each.conversation(), seq)));
        }
        return candidates;
    }

    private Mono<Map<ConversationId, Long>> confirmed(UserId user, List<MessageId> candidates) {
        if (candidates.isEmpty()) {
            return Mono.just(Map.of());
        }
        return views.some(Views.MESSAGES, candidates, MentionOf.class, "sender", "mentions", "mentionsEveryone", "gone")
                .filter(mention -> mention.concerns(user))
                .collect(
                        HashMap::new,
                        (first, mention) -> first.merge(
                                mention.message().conversation(),
                                mention.message().seq(),
                                Math::min));
    }
}
