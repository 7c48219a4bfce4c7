package dev.parley.push.resume;

import dev.parley.api.conversation.LoggedEventView;
import dev.parley.push.fanout.Backlog.Logged;
import dev.parley.push.fanout.Backlog.Missing;
import dev.parley.push.fanout.Backlog.Round;
import dev.parley.push.fanout.FanoutLoop;
import dev.parley.push.fanout.Subscription;
import dev.parley.push.frame.EventFrames;
import dev.parley.push.view.GatewayViews;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Streams ranges of the conversation log to a connection, a portion at a time and only as fast as the connection takes them. */
public final class LogStream {

    private final FanoutLoop loop;
    private final GatewayViews views;
    private final EventFrames frames;

    public LogStream(FanoutLoop loop, GatewayViews views, EventFrames frames) {
        this.loop = loop;
        this.views = views;
        this.frames = frames;
    }

    Mono<Void> send(Subscription subscription, Round round, List<Missing> missing) {
        return Flux.fromStream(() -> missing.stream().flatMap(LogStream::keys))
                .buffer(GatewayViews.MAX_KEYS)
                .concatMap(keys -> load(keys).flatMap(events -> offer(subscription, round, events)), 1)
                .takeWhile(wanted -> wanted)
                .then();
    }

    /** In the order of the keys. One that is not there was not logged yet, and comes from the tail. */
    private Mono<List<Logged>> load(List<String> keys) {
        return views.logged(keys).map(found -> {
            Map<String, LoggedEventView> byKey =
                    found.stream().collect(Collectors.toMap(LoggedEventView::key, Function.identity()));
            List<Logged> events = new ArrayList<>(keys.size());
            for (String key : keys) {
                LoggedEventView event = byKey.get(key);
                if (event != null) {
                    events.add(encode(event));
                }
            }
            return events;
        });
    }

    /** Whether there is still somebody who wants more. */
    private Mono<Boolean> offer(Subscription subscription, Round round, List<Logged> events) {
        AtomicInteger next = new AtomicInteger();
        return Mono.defer(() -> subscription.subscriber().room())
                .then(loop.call(fanout -> fanout.backlog().send(subscription, round, events, next.get())))
                .doOnNext(next::set)
                .repeat()
                .filter(index -> index < 0 || index >= events.size())
                .next()
                .map(index -> index >= 0);
    }

    private Logged encode(LoggedEventView event) {
        return new Logged(
                event.conversation(),
                event.version(),
                frames.of(
                        event.conversation(),
                        event.version(),
                        event.event(),
                        event.at(),
                        event.by(),
                        event.data(),
                        event.position() == null ? 0 : event.position()));
    }

    private static Stream<String> keys(Missing missing) {
        return missing.ranges().stream()
                .flatMapToLong(range -> LongStream.rangeClosed(range.from(), range.to()))
                .mapToObj(version -> LoggedEventView.key(missing.conversation(), version));
    }
}
