package dev.parley.auth.admin;

import static dev.parley.api.InvalidInput.required;

import dev.parley.api.people.Role;
import dev.parley.api.people.UserId;
import dev.parley.api.permission.Grant;
import org.springframework.security.oauth2.jwt.Jwt;

/** Whoever acts upon the accounts of others: an administrator or a moderator. */
record Officer(UserId user, boolean administrator) {

    static Officer of(Jwt token) {
        return new Officer(
                UserId.of(required("sub", token.getSubject())),
                Grant.of(token.getClaims()).roles().contains(Role.ADMINISTRATOR));
    }
}
