package dev.parley.auth.factor;

import dev.parley.auth.oauth.TokenSettings;
import java.net.URI;
import java.util.regex.Pattern;

/**
 * Where we are, as passkeys see it. They are bound to a host name for ever.
 *
 * @param address scheme, host and port
 */
record PasskeyOrigin(String host, String address) {

    private static final Pattern NUMBERS = Pattern.compile("[0-9.]*|\\[.*]");

    static PasskeyOrigin of(TokenSettings settings) {
        URI issuer = URI.create(settings.issuer());
        String host = issuer.getHost() == null ? "" : issuer.getHost();
        return new PasskeyOrigin(host, issuer.getScheme() + "://" + issuer.getRawAuthority());
    }

    /** Whether browsers make passkeys here: the standard wants a name, not a number, and an encrypted way except on one's own machine. */
    boolean takesPasskeys() {
        boolean own = host.equals("localhost") || host.endsWith(".localhost");
        return !NUMBERS.matcher(host).matches() && (own || address.startsWith("https:"));
    }
}
