package dev.parley.auth.oauth;

/** Told of every token that was given back and has no authorization of its own to end with. */
@FunctionalInterface
public interface TokenRevoked {

    /** @param session what the token calls its session, which is its own alone */
    void revoked(String session);
}
