package dev.parley.auth.factor;

import dev.parley.auth.input.Secret;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * What an authenticator app needs to know.
 *
 * @param secret base32, for typing
 * @param uri the same for cameras, in the form that all such apps read
 */
public record SetUp(Secret secret, Secret uri) {

    private static final String PRODUCT = "Parley";

    /** @param issuer our address; its host tells installations apart in the app's list */
    static SetUp of(Secret secret, String username, String issuer) {
        String label = PRODUCT + ":" + username + "@" + URI.create(issuer).getHost();
        return new SetUp(
                secret,
                new Secret("otpauth://totp/" + encoded(label) + "?secret=" + secret.value() + "&issuer=" + PRODUCT
                        + "&algorithm=SHA1&digits=" + TimeCodes.DIGITS + "&period=" + TimeCodes.STEP_SECONDS));
    }

    /** The address as squares. */
    public QrCode qrCode() {
        return QrCode.of(uri);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
