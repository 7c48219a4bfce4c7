package dev.parley.push.fanout;

import dev.parley.api.people.UserId;
import dev.parley.api.session.DeviceId;
import dev.parley.push.frame.CloseCode;
import dev.parley.push.frame.Encoded;
import reactor.core.publisher.Mono;

/** What the fan-out knows of an open connection. Called on the fan-out's thread, so nothing here may wait. */
public interface Subscriber {

    UserId user();

    DeviceId device();

    /** The connection is in the index; whatever is offered from now on comes behind what is offered here. */
    void opened(Subscription subscription);

    /** Queues a frame. When the queue is full the connection closes itself; the frame is lost then and comes again on resume. */
    void offer(Encoded frame);

    /** The same for what very many are told: it waits for whoever is told something that fewer are. */
    default void offerTogether(Encoded frame) {
        offer(frame);
    }

    /** Whether more may be offered by somebody who can wait. Live events are offered regardless. */
    boolean hasRoom();

    /** Completes as soon as there is room, or the connection is gone. */
    Mono<Void> room();

    void close(CloseCode code);
}
