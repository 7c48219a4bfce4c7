package dev.parley.auth.logout;

import java.util.UUID;

/**
 * An application has to be told that a session is over.
 *
 * @param account whose session it was
 * @param session as the application's ID tokens call it
 * @param attempts how often we have tried to tell it
 */
record LogoutNotice(UUID id, String client, String account, String session, int attempts) {}
