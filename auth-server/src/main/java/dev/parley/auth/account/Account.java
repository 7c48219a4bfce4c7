package dev.parley.auth.account;

import dev.parley.api.people.UserId;
import dev.parley.auth.password.PasswordHash;

/**
 * Somebody who may sign in. {@code registered} turns true once the command side knows the person; until then nobody else can see
 * or address them.
 */
public record Account(
        UserId id,
        String username,
        String usernameKey,
        String emailKey,
        String displayName,
        PasswordHash password,
        boolean registered) {}
