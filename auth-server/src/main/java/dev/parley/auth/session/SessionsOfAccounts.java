package dev.parley.auth.session;

import dev.parley.api.people.UserId;
import dev.parley.auth.account.OpenSessions;
import org.springframework.stereotype.Component;

/** What accounts may ask of sessions. */
@Component
final class SessionsOfAccounts implements OpenSessions {

    private final Sessions sessions;
    private final Revocations revocations;

    SessionsOfAccounts(Sessions sessions, Revocations revocations) {
        this.sessions = sessions;
        this.revocations = revocations;
    }

    @Override
    public void endAll(UserId user) {
        sessions.endAll(user);
    }

    @Override
    public void endAllBut(UserId user, String session) {
        sessions.endAllBut(user, session);
    }

    @Override
    public void shutOut(UserId user) {
        revocations.personEnded(user);
    }
}
