package dev.parley.push.position;

import dev.parley.api.CommandRefused;
import dev.parley.api.Reason;
import dev.parley.api.conversation.ConversationId;
import dev.parley.api.people.UserId;
import dev.parley.api.position.Position;
import dev.parley.api.position.PositionMoved;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Keeps the newest record of a position the largest, for that is all that compaction leaves: each is merged with what is known, the
 * records of the last moments included, which the view may not have yet. One thread, so that merging and appending are in one order.
 */
@Component
final class LatestPositions implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(LatestPositions.class);
    private static final int MAX_WAITING = 10_000;
    private static final int MAX_RECENT = 50_000;

    private final PositionLog topic;
    private final Scheduler writer = Schedulers.newBoundedElastic(1, MAX_WAITING, "push-positions");
    private final Map<String, Position> recent = new LinkedHashMap<>(1024, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Position> eldest) {
            return size() > MAX_RECENT;
        }
    };

    LatestPositions(PositionLog topic) {
        this.topic = topic;
    }

    /** Moves a position on from what the view knows of it. Completes once that is kept; at once when the view has it already. */
    Mono<Void> move(UserId user, ConversationId conversation, Position viewed, Position to) {
        if (viewed.max(to).equals(viewed)) {
            return Mono.empty();
        }
        return Mono.fromCallable(() -> append(user, conversation, viewed.max(to)))
                .subscribeOn(writer)
                .flatMap(kept -> Mono.fromFuture(kept, true))
                .onErrorMap(failure -> {
                    log.warn("A position could not be kept", failure);
                    return new CommandRefused(
                            Reason.UNAVAILABLE, "The position could not be kept; try again in a moment.");
                });
    }

    /** Records of the topic, from whichever gateway. */
    void seen(List<PositionMoved> moved) {
        writer.schedule(() -> moved.forEach(
                each -> recent.merge(each.key(), new Position(each.read(), each.delivered()), Position::max)));
    }

    private CompletableFuture<Void> append(UserId user, ConversationId conversation, Position to) {
        PositionMoved asked = new PositionMoved(user, conversation, to.read(), to.delivered(), Instant.now());
        Position newest = recent.merge(asked.key(), to, Position::max);
        return topic.append(new PositionMoved(user, conversation, newest.read(), newest.delivered(), asked.at()));
    }

    @Override
    public void destroy() {
        writer.dispose();
    }
}
