package dev.parley.push.note;

import dev.parley.api.note.NoteTaken;
import dev.parley.api.wire.Topic;
import dev.parley.push.dispatch.FactFollower;
import dev.parley.push.fanout.Fanout;
import dev.parley.push.fanout.FanoutLoop;
import dev.parley.push.fanout.Subscriber;
import dev.parley.push.frame.Encoded;
import dev.parley.push.frame.FrameCodec;
import dev.parley.push.frame.ServerFrame;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Shows what somebody notes to their other devices. The one that they did it on has it already, and may be further on with a draft by the
 * time that this comes around.
 */
@Component
final class NoteFanout implements FactFollower<NoteTaken> {

    private final FanoutLoop loop;
    private final FrameCodec frames;

    NoteFanout(FanoutLoop loop, FrameCodec frames) {
        this.loop = loop;
        this.frames = frames;
    }

    @Override
    public Topic topic() {
        return Topic.NOTES;
    }

    @Override
    public Class<NoteTaken> type() {
        return NoteTaken.class;
    }

    @Override
    public Mono<Void> shown(List<NoteTaken> batch) {
        return loop.run(fanout -> batch.forEach(taken -> show(fanout, taken)));
    }

    private void show(Fanout fanout, NoteTaken taken) {
        List<Subscriber> others = fanout.devices(taken.user()).stream()
                .filter(subscriber -> !subscriber.device().equals(taken.device()))
                .toList();
        if (others.isEmpty()) {
            return;
        }
        Encoded frame = frames.encode(new ServerFrame.Noted(taken.conversation(), taken.note(), taken.at()));
        others.forEach(subscriber -> subscriber.offer(frame));
    }
}
