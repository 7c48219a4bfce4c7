package dev.parley.push.resume;

import dev.parley.api.conversation.ConversationId;
import dev.parley.api.conversation.LoggedEventView;
import dev.parley.api.projection.Projectors;
import dev.parley.push.fanout.Fanout;
import dev.parley.push.fanout.FanoutLoop;
import dev.parley.push.fanout.Subscription;
import dev.parley.push.view.GatewayViews;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Which versions were the newest at a position of the event store, for whoever remembers no more than that. Found in the log by key,
 * halving what is left of all conversations at once; more than may be resumed is not looked through.
 */
public final class HeadsAt {

    private final FanoutLoop loop;
    private final GatewayViews views;
    private final ResumeSettings settings;

    public HeadsAt(FanoutLoop loop, GatewayViews views, ResumeSettings settings) {
        this.loop = loop;
        this.views = views;
        this.settings = settings;
    }

    /** Somewhere between these two versions: {@code after} came by then, {@code until} did not. */
    private record Range(ConversationId conversation, long after, long until) {

        boolean found() {
            return after + 1 >= until;
        }

        long middle() {
            return after + (until - after) / 2;
        }

        Range halved(boolean came) {
            return came ? new Range(conversation, middle(), until) : new Range(conversation, after, middle());
        }
    }

    /** What a device had when it had everything up to there. A conversation of which it had nothing is left out. */
    public Mono<Map<ConversationId, Long>> of(Subscription subscription, long position) {
        return loop.call(Fanout::end)
                .flatMap(Mono::justOrEmpty)
                .flatMap(end -> views.applied(end.partitions(), List.of(Projectors.HEADS, Projectors.HISTORY))
                        .map(end::min))
                .flatMap(from -> inViews(subscription, position)
                        .flatMap(known ->
                                loop.call(fanout -> fanout.backlog().upTo(position, subscription, from, known))));
    }

    /** Of the last events that a device was sent, the views may not know yet. */
    private Mono<Map<ConversationId, Long>> inViews(Subscription subscription, long position) {
        return loop.call(fanout -> fanout.backlog().conversations(subscription))
                .flatMap(views::heads)
                .flatMap(heads -> {
                    List<Range> newest = heads.values().stream()
                            // As if the version after the newest had not come, which is true.
                            .map(head -> new Range(head.conversation(), -1, head.version() + 1))
                            .toList();
                    return begin(newest, position);
                });
    }

    /** Most conversations have nothing new; of those that have, it is seldom more than may be resumed. */
    private Mono<Map<ConversationId, Long>> begin(List<Range> all, long position) {
        return came(all, range -> range.until() - 1, position)
                .flatMap(current -> came(all, range -> range.until() - 1 - settings.maxEvents(), position)
                        .flatMap(recent -> {
                            List<Range> narrowed = new ArrayList<>();
                            for (Range range : all) {
                                ConversationId conversation = range.conversation();
                                long newest = range.until() - 1;
                                if (current.contains(conversation)) {
                                    narrowed.add(new Range(conversation, newest, range.until()));
                                } else if (recent.contains(conversation)) {
                                    narrowed.add(new Range(conversation, newest - settings.maxEvents(), newest));
                                } else if (newest < settings.maxEvents()) {
                                    narrowed.add(new Range(conversation, -1, newest));
                                }
                            }
                            return narrow(narrowed, position);
                        }));
    }

    private Mono<Map<ConversationId, Long>> narrow(List<Range> ranges, long position) {
        if (ranges.stream().allMatch(Range::found)) {
            Map<ConversationId, Long> heads = new HashMap<>();
            ranges.stream()
                    .filter(range -> range.after() >= 0)
                    .forEach(range -> heads.put(range.conversation(), range.after()));
            return Mono.just(heads);
        }
        List<Range> open = ranges.stream().filter(range -> !range.found()).toList();
        return came(open, Range::middle, position)
                .map(came -> ranges.stream()
                        .map(range -> range.found() ? range : range.halved(came.contains(range.conversation())))
                        .toList())
                .flatMap(halved -> narrow(halved, position));
    }

    /** Those whose event of that version had come by then. What the log does not know, or not since when, had not: it is sent again. */
    private Mono<Set<ConversationId>> came(List<Range> ranges, Function<Range, Long> version, long position) {
        return Flux.fromIterable(ranges)
                .filter(range -> version.apply(range) >= 0)
                .map(range -> LoggedEventView.key(range.conversation(), version.apply(range)))
                .buffer(GatewayViews.MAX_KEYS)
                .concatMap(views::logged)
                .flatMapIterable(events -> events)
                .filter(event -> event.position() != null && event.position() <= position)
                .map(LoggedEventView::conversation)
                .collect(Collectors.toSet());
    }
}
