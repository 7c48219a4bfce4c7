package dev.parley.push.typing;

import dev.parley.api.signal.TypingChanged;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The topic of signals without Kafka: what is told is heard at once. */
@Primary
@Component
public final class LoopedSignals implements TypingLog {

    private final List<TypingChanged> told = new CopyOnWriteArrayList<>();
    private final ObjectProvider<TypingFanout> fanout;

    LoopedSignals(ObjectProvider<TypingFanout> fanout) {
        this.fanout = fanout;
    }

    @Override
    public Mono<Void> append(TypingChanged signal) {
        return Mono.defer(() -> {
            told.add(signal);
            return fanout.getObject().shown(List.of(signal));
        });
    }

    public List<TypingChanged> told() {
        return told;
    }
}
