package dev.parley.auth.oauth;

/** Told of every token that was given back and has no authorization of its own to end with. */
public interface TokenRevoked {

    /** @param session what the token calls its session, which is its own alone */
    void revoked(String session);

    /** @param jti of a token that shares its session with others, which go on */
    void givenBack(String jti);
}
