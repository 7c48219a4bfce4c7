package dev.parley.auth.oauth;

import java.time.Instant;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;

/** From when on the tokens of an application count: what was issued before was ended all at once. */
public final class VoidBefore {

    private static final String SETTING = "dev.parley.void-before";

    private VoidBefore() {}

    public static ClientSettings.Builder set(ClientSettings.Builder settings, Instant time) {
        return settings.setting(SETTING, time);
    }

    /** Tokens know the second alone, so one of that very second counts as older. */
    static boolean includes(Instant issuedAt, RegisteredClient client) {
        return !issuedAt.isAfter(of(client));
    }

    private static Instant of(RegisteredClient client) {
        Instant time = client.getClientSettings().getSetting(SETTING);
        return time == null ? Instant.MIN : time;
    }
}
