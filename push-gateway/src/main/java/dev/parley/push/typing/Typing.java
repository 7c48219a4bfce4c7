package dev.parley.push.typing;

import dev.parley.api.conversation.ConversationId;
import dev.parley.api.people.UserId;
import dev.parley.api.permission.Permission;
import dev.parley.api.signal.TypingChanged;
import dev.parley.edge.Caller;
import dev.parley.push.position.Place;
import dev.parley.push.position.Places;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Takes that somebody is typing, if they are in the conversation. Told to nobody twice within a few seconds. */
@Component
public final class Typing {

    private static final Logger log = LoggerFactory.getLogger(Typing.class);

    private final Places places;
    private final TypingLog topic;
    private final TypingThrottle throttle = new TypingThrottle();

    Typing(Places places, TypingLog topic) {
        this.places = places;
        this.topic = topic;
    }

    public Mono<Void> changed(Caller caller, ConversationId conversation, boolean active) {
        UserId user = caller.user(Permission.SEND_MESSAGE);
        return places.of(user, conversation, 0, Place::current)
                .doOnNext(Place::requireCurrent)
                .filter(place -> throttle.lets(user, conversation, active, Instant.now()))
                .flatMap(place -> topic.append(new TypingChanged(conversation, user, active, Instant.now())))
                .onErrorResume(failure -> !(failure instanceof dev.parley.api.Refused), failure -> {
                    // Nobody waits for it, and it would be over soon anyway.
                    log.debug("That somebody is typing was not told", failure);
                    return Mono.empty();
                });
    }
}
