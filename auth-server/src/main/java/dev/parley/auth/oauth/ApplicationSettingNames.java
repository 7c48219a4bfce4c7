package dev.parley.auth.oauth;

/** What Parley knows of an application beyond what the library has names for: keys of its client settings. */
public final class ApplicationSettingNames {

    /** Where the application hears that somebody has signed out (OpenID Connect Back-Channel Logout 1.0). Absent: nowhere. */
    public static final String BACK_CHANNEL_LOGOUT_URI = "parley.client.back-channel-logout-uri";

    private ApplicationSettingNames() {}
}
