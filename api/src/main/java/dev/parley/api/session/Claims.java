package dev.parley.api.session;

/** Names inside an access token (RFC 9068). The subject is the user id, or the client id where an application acts for itself. */
public final class Claims {

    /** The {@link DeviceId} that the token was issued to. Absent where an application acts for itself. */
    public static final String DEVICE = "device";

    /** The session that the token belongs to and dies with. */
    public static final String SESSION = "sid";

    /** The names of the person's {@link dev.parley.api.people.Role}s, in lower case. */
    public static final String ROLES = "roles";

    /** The application that the token was issued to. */
    public static final String CLIENT = "client_id";

    /** What an application that acts for itself calls itself. */
    public static final String CLIENT_NAME = "client_name";

    /** The key that the token is bound to, where it is (RFC 9449): worth nothing without a proof that one has it. */
    public static final String CONFIRMATION = "cnf";

    /** The audience of every access token of ours. */
    public static final String AUDIENCE = "parley";

    /** The {@link #CLIENT} that stands for Parley's own apps. */
    public static final String FIRST_PARTY = "parley";

    /** The {@link dev.parley.api.permission.Scope}s that it was issued for. */
    public static final String SCOPE = "scope";

    /** The scope that reading and writing conversations as oneself needs. */
    public static final String SCOPE_CHAT = "chat";

    private Claims() {}
}
