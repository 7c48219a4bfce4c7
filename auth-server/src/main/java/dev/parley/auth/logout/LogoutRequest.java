package dev.parley.auth.logout;

import dev.parley.auth.oauth.IdTokenHints.IdTokenHint;
import java.io.Serial;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;

/** An application sends somebody here to sign out. Where they go afterwards has been checked. */
final class LogoutRequest extends AbstractAuthenticationToken {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient @Nullable IdTokenHint hint;
    private final @Nullable String onward;

    /** @param onward where the application wants them back, with its state; null = nowhere */
    LogoutRequest(@Nullable IdTokenHint hint, @Nullable String onward) {
        super(List.of());
        this.hint = hint;
        this.onward = onward;
        setAuthenticated(true);
    }

    @Nullable
    String onward() {
        return onward;
    }

    /** Whether the application knows who is signed in here: then nobody has to be asked whether they meant it. */
    boolean means(String person) {
        return hint != null && hint.subject().equals(person);
    }

    @Override
    public Object getCredentials() {
        return "";
    }

    @Override
    public Object getPrincipal() {
        return hint == null ? "" : hint.subject();
    }
}
