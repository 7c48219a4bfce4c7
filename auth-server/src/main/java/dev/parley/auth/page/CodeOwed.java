package dev.parley.auth.page;

import dev.parley.api.people.UserId;
import org.springframework.security.authentication.AccountStatusException;

/** The password was right, and is not enough. */
final class CodeOwed extends AccountStatusException {

    private static final long serialVersionUID = 1L;

    private final transient UserId user;

    CodeOwed(UserId user) {
        super("This account asks for a code besides the password.");
        this.user = user;
    }

    UserId user() {
        return user;
    }
}
