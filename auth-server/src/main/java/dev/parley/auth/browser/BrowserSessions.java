package dev.parley.auth.browser;

import dev.parley.api.people.UserId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Ends what browsers are signed in with. In the caller's transaction if there is one. */
@Component
public final class BrowserSessions {

    private final JdbcClient jdbc;

    BrowserSessions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Signs the person out of every browser. */
    public void endAll(UserId user) {
        jdbc.sql("delete from browser_session where principal_name = :user")
                .param("user", user.toString())
                .update();
    }
}
