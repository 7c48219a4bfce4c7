package dev.parley.auth.account;

import dev.parley.auth.input.Line;
import org.jspecify.annotations.Nullable;

/** What somebody wants to be known as; every part within its limits. */
public record NewAccount(Username username, EmailAddress email, String displayName) {

    static final int MAX_DISPLAY_NAME = 64;

    /** @throws dev.parley.api.InvalidInput naming the first field that is outside its limits */
    public static NewAccount of(@Nullable String username, @Nullable String email, @Nullable String displayName) {
        Username name = Username.of(username);
        return new NewAccount(
                name,
                EmailAddress.of(email),
                displayName == null ? name.value() : Line.of("displayName", displayName, MAX_DISPLAY_NAME));
    }

    /** Whether an account that exists is what this asks for. */
    boolean describes(Account account) {
        return account.usernameKey().equals(username.key())
                && account.emailKey().equals(email.key())
                && account.profile().displayName().equals(displayName);
    }
}
