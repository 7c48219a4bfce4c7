package dev.parley.push.connection;

import dev.parley.push.fanout.Outflow;
import io.netty.channel.EventLoop;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.springframework.stereotype.Component;

/** The event loops that have ever had a connection of ours, each with the turns of its connections. */
@Component
final class EventLoops implements Outflow {

    private final ConcurrentMap<EventLoop, Turns> turns = new ConcurrentHashMap<>();

    Turns of(EventLoop loop) {
        return turns.computeIfAbsent(loop, Turns::new);
    }

    @Override
    public CompletableFuture<Void> release() {
        return CompletableFuture.allOf(turns.values().stream()
                .filter(each -> !each.isOver())
                .map(Turns::release)
                .toArray(CompletableFuture<?>[]::new));
    }
}
