package dev.parley.auth.application;

import dev.parley.api.InvalidInput;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Addresses that applications name. They are compared character by character (RFC 9700, 2.1), so what is odd in one is refused
 * here and never interpreted later.
 */
final class Address {

    static final int MAX = 500;

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");
    /** RFC 8252, 7.1: a scheme of one's own is a domain turned round, so it has a dot; nothing that a browser acts on has one. */
    private static final Pattern OWN_SCHEME = Pattern.compile("[a-z][a-z0-9-]*(\\.[a-z0-9-]+)+");

    private static final Pattern DOTS = Pattern.compile("(^|/)(\\.|%2[eE]){1,2}(/|$)");

    private static final String REDIRECT =
            "A redirect address is https://…, http:// on 127.0.0.1, [::1] or localhost, or has a scheme of the "
                    + "application's own with a dot in it, like com.example.app:/…; without fragment, user, wildcard or "
                    + "dot segments, and of at most " + MAX + " characters.";

    private Address() {}

    /** Where people are sent back to. */
    static String redirect(String field, String text) {
        URI uri = parse(field, text, REDIRECT);
        String scheme = String.valueOf(uri.getScheme());
        boolean accepted = switch (scheme) {
            case "https" -> hasHost(uri);
            case "http" -> LOOPBACK.contains(String.valueOf(uri.getHost()));
            default -> OWN_SCHEME.matcher(scheme).matches() && !uri.isOpaque();
        };
        if (!accepted) {
            throw new InvalidInput(field, REDIRECT);
        }
        return text;
    }

    /** What browsers or this server fetch. */
    static String https(String field, String text) {
        String limit = limit(field);
        URI uri = parse(field, text, limit);
        if (!"https".equals(uri.getScheme()) || !hasHost(uri)) {
            throw new InvalidInput(field, limit);
        }
        return text;
    }

    /** As {@link #https}, and plain http to this very machine besides. */
    static String httpsOrLoopback(String field, String text) {
        URI uri = parse(field, text, limit(field));
        return "http".equals(uri.getScheme()) && LOOPBACK.contains(String.valueOf(uri.getHost()))
                ? text
                : https(field, text);
    }

    private static String limit(String field) {
        return "The field " + field + " is an address that begins with https:// and has at most " + MAX
                + " characters, without fragment or user.";
    }

    private static boolean hasHost(URI uri) {
        return uri.getHost() != null && !uri.getHost().isEmpty();
    }

    private static URI parse(String field, String text, String limit) {
        try {
            URI uri = new URI(text);
            if (text.length() > MAX
                    || uri.getRawFragment() != null
                    || uri.getRawUserInfo() != null
                    || text.indexOf('*') >= 0
                    || !text.chars().allMatch(c -> c > ' ' && c < 127)
                    || uri.getScheme() == null
                    || !uri.getScheme().equals(uri.getScheme().toLowerCase(Locale.ROOT))
                    || DOTS.matcher(String.valueOf(uri.getRawPath())).find()) {
                throw new InvalidInput(field, limit);
            }
            return uri;
        } catch (URISyntaxException e) {
            throw new InvalidInput(field, limit);
        }
    }
}
