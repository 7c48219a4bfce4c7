package dev.parley.api.session;

/** Names inside an access token (RFC 9068). The subject is the user id. */
public final class Claims {

    /** The {@link DeviceId} that the token was issued to. */
    public static final String DEVICE = "device";

    /** The audience of every access token of ours. */
    public static final String AUDIENCE = "parley";

    /** The scope that reading and writing conversations as oneself needs. */
    public static final String SCOPE_CHAT = "chat";

    private Claims() {}
}
