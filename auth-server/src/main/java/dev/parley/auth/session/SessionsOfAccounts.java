package dev.parley.auth.session;

import dev.parley.api.people.UserId;
import dev.parley.auth.account.OpenSessions;
import dev.parley.auth.browser.BrowserSessions;
import org.springframework.stereotype.Component;

/** What accounts may ask of sessions. */
@Component
final class SessionsOfAccounts implements OpenSessions {

    private final Sessions sessions;
    private final Revocations revocations;
    private final BrowserSessions browsers;

    SessionsOfAccounts(Sessions sessions, Revocations revocations, BrowserSessions browsers) {
        this.sessions = sessions;
        this.revocations = revocations;
        this.browsers = browsers;
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
        browsers.endAll(user);
    }
}
