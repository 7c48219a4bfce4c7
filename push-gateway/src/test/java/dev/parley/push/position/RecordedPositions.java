package dev.parley.push.position;

import dev.parley.api.position.PositionMoved;
import dev.parley.push.fanout.FanoutLoop;
import dev.parley.push.frame.FrameCodec;
import dev.parley.push.view.GatewayViews;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

/** The topic of positions without Kafka. */
@Primary
@Component
public final class RecordedPositions implements PositionLog {

    private final List<PositionMoved> kept = new CopyOnWriteArrayList<>();

    @Override
    public CompletableFuture<Void> append(PositionMoved moved) {
        kept.add(moved);
        return CompletableFuture.completedFuture(null);
    }

    /** A fan-out of positions for tests that show none to groups. */
    public static PositionFanout fanout(FanoutLoop loop, FrameCodec frames, GatewayViews views) {
        return new PositionFanout(loop, views, frames, new LatestPositions(new RecordedPositions()));
    }

    public List<PositionMoved> all() {
        return kept;
    }

    public void clear() {
        kept.clear();
    }
}
