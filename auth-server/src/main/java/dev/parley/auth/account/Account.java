package dev.parley.auth.account;

import dev.parley.api.people.Profile;
import dev.parley.api.people.UserId;
import dev.parley.auth.password.PasswordHash;
import java.time.Instant;
import java.util.Locale;

/**
 * Somebody who may sign in. {@code registered} turns true once the command side knows the person; until then nobody else can see
 * or address them. The row is the outbox for all that is public: {@code told} says whether the command side knows it as it stands.
 *
 * @param email empty when another has proved that it is theirs
 * @param profileEdition how often the profile has changed
 * @param stateEdition how often the state has changed
 */
public record Account(
        UserId id,
        String username,
        String usernameKey,
        String email,
        String emailKey,
        boolean emailVerified,
        Instant emailSince,
        PasswordHash password,
        Profile profile,
        AccountState state,
        UserId stateBy,
        boolean registered,
        boolean told,
        long profileEdition,
        long stateEdition) {

    /** What mails to them are written in, if they have ever said so. */
    public Locale languageOr(Locale other) {
        return profile.locale() == null ? other : Locale.forLanguageTag(profile.locale());
    }
}
