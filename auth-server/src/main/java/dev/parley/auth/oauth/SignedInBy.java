package dev.parley.auth.oauth;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.FactorGrantedAuthority;

/**
 * When and by what somebody showed who they are.
 *
 * @param at the last time that they did
 * @param methods the names that RFC 8176 has for them, in the order of their use
 */
public record SignedInBy(Instant at, List<String> methods) {

    public static final String PASSWORD = "pwd";
    public static final String ONE_TIME_PASSWORD = "otp";
    public static final String KEY = "hwk";
    /** A key that its owner's devices share. */
    public static final String SYNCED_KEY = "swk";

    /** The authority of somebody who signed in with a {@link #SYNCED_KEY}. */
    public static final String SYNCED_KEY_AUTHORITY = "FACTOR_WEBAUTHN_SYNCED";

    /** RFC 8176: more than one factor. */
    private static final String SEVERAL = "mfa";
    /** RFC 8176: somebody was there. */
    private static final String PRESENT = "user";

    /** One factor that can be guessed or phished. */
    public static final String ACR_PASSWORD = "urn:parley:acr:password";
    /** Two factors. */
    public static final String ACR_SEVERAL = "urn:parley:acr:mfa";
    /** A key that answers to our origin alone, and only after its owner has unlocked it. */
    public static final String ACR_PHISHING_RESISTANT = "urn:parley:acr:phishing-resistant";

    /** All authentication context classes, the weakest first: each vouches for those before it. */
    public static final List<String> CLASSES = List.of(ACR_PASSWORD, ACR_SEVERAL, ACR_PHISHING_RESISTANT);

    public static SignedInBy password(Instant at) {
        return new SignedInBy(at, List.of(PASSWORD));
    }

    /** As the factors among somebody's authorities say; empty when there are none. */
    public static Optional<SignedInBy> of(Collection<? extends GrantedAuthority> authorities) {
        List<FactorGrantedAuthority> factors = authorities.stream()
                .filter(FactorGrantedAuthority.class::isInstance)
                .map(FactorGrantedAuthority.class::cast)
                .sorted(Comparator.comparing(FactorGrantedAuthority::getIssuedAt))
                .toList();
        return factors.isEmpty()
                ? Optional.empty()
                : Optional.of(new SignedInBy(
                        factors.getLast().getIssuedAt(),
                        factors.stream()
                                .map(factor -> method(factor.getAuthority()))
                                .distinct()
                                .toList()));
    }

    /** The authentication context class: how sure we are. */
    public String acr() {
        if (isKey()) {
            return ACR_PHISHING_RESISTANT;
        }
        return methods.size() > 1 ? ACR_SEVERAL : ACR_PASSWORD;
    }

    /** Whether this is at least as sure as the class asks for. */
    public boolean reaches(String acr) {
        int wanted = CLASSES.indexOf(acr);
        return wanted >= 0 && CLASSES.indexOf(acr()) >= wanted;
    }

    /** The value of the claim {@code amr}. A plain list, because claims are stored, and the store reads no other back. */
    public List<String> amr() {
        List<String> amr = new ArrayList<>(methods);
        if (isKey()) {
            amr.add(PRESENT);
        }
        if (isKey() || methods.size() > 1) {
            amr.add(SEVERAL);
        }
        return amr;
    }

    /** Two factors in one: something one has, which has asked for a fingerprint or a number before it answered. */
    private boolean isKey() {
        return methods.contains(KEY) || methods.contains(SYNCED_KEY);
    }

    private static String method(@Nullable String authority) {
        return switch (authority) {
            case FactorGrantedAuthority.PASSWORD_AUTHORITY -> PASSWORD;
            case FactorGrantedAuthority.WEBAUTHN_AUTHORITY -> KEY;
            case SYNCED_KEY_AUTHORITY -> SYNCED_KEY;
            case null, default -> ONE_TIME_PASSWORD;
        };
    }
}
