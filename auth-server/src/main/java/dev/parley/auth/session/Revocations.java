package dev.parley.auth.session;

import dev.parley.api.people.UserId;
import dev.parley.api.session.DeviceId;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells everybody who checks tokens which of them are worth nothing any more. Called inside the transaction that ends them. */
@Component
public final class Revocations {

    Revocations() {}

    /** The session is over. {@code session} is the id of its authorization, the {@code sid} of its tokens. */
    public void sessionEnded(String session, @Nullable UserId user, @Nullable DeviceId device) {}

    /** Whatever was issued to this person until now is over: suspended, erased. */
    public void personEnded(UserId user) {}

    /** Whatever was issued to this application until now is over. */
    public void clientEnded(String clientId) {}
}
