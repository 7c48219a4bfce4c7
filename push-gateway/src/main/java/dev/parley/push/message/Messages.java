package dev.parley.push.message;

import dev.parley.api.conversation.MessageAccepted;
import dev.parley.edge.Caller;
import dev.parley.push.frame.ClientFrame.Send;
import reactor.core.publisher.Mono;

/** Sends what a connection says. */
public interface Messages {

    /**
     * Answers once the message is durable; a no comes as a {@code Refused}.
     *
     * @param token the caller's own, for another process to verify again
     */
    Mono<MessageAccepted> send(Send frame, Caller caller, String token);
}
