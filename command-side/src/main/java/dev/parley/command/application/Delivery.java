package dev.parley.command.application;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.api.Reason;
import dev.parley.api.Refused;
import dev.parley.api.conversation.MessageAccepted;
import dev.parley.api.conversation.MessageId;
import org.jspecify.annotations.Nullable;

/** What became of a message to one of many: where it stands, or why it was refused and whether to try again. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Delivery(
        Receiver to,
        @Nullable MessageId message,
        @Nullable Reason code,
        @Nullable String detail,
        @Nullable Long retryAfterSeconds) {

    static Delivery of(Receiver to, MessageAccepted accepted) {
        return new Delivery(to, accepted.message(), null, null, null);
    }

    static Delivery of(Receiver to, Refused refusal) {
        return new Delivery(
                to,
                null,
                refusal.reason(),
                refusal.detail(),
                refusal.reason().passes() ? Refused.retryAfterSeconds(refusal) : null);
    }
}
