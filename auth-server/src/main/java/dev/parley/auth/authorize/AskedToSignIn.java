package dev.parley.auth.authorize;

import dev.parley.auth.input.Fingerprint;
import dev.parley.auth.input.Secret;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Remembers at a browser which requests asked for a sign-in, and how the person was signed in then. That is how a request that wants
 * a new sign-in is told apart from the same one after it.
 */
final class AskedToSignIn {

    private static final String ASKED = "parley.asked-to-sign-in";
    private static final String NOBODY = "";
    private static final String MARK = "continue";
    private static final int AT_ONCE = 16;

    private AskedToSignIn() {}

    static void remember(HttpServletRequest request, @Nullable BrowserPerson person) {
        HttpSession session = request.getSession();
        LinkedHashMap<String, String> asked = new LinkedHashMap<>(of(session));
        asked.putIfAbsent(key(request), signIn(person));
        while (asked.size() > AT_ONCE) {
            asked.remove(asked.keySet().iterator().next());
        }
        session.setAttribute(ASKED, asked);
    }

    /** Whether the person has signed in since this request asked for it. */
    static boolean andDid(HttpServletRequest request, @Nullable BrowserPerson person) {
        HttpSession session = request.getSession(false);
        String before = session == null ? null : of(session).get(key(request));
        return person != null && before != null && !before.equals(signIn(person));
    }

    private static Map<String, String> of(HttpSession session) {
        LinkedHashMap<String, String> asked = new LinkedHashMap<>();
        if (session.getAttribute(ASKED) instanceof Map<?, ?> kept) {
            kept.forEach((key, value) -> asked.put(String.valueOf(key), String.valueOf(value)));
        }
        return asked;
    }

    private static String signIn(@Nullable BrowserPerson person) {
        return person == null ? NOBODY : person.user() + " " + person.how().at();
    }

    /** The request's parameters. The page that was wanted is come back to with a mark of its own on it. */
    private static String key(HttpServletRequest request) {
        TreeMap<String, String> parameters = new TreeMap<>();
        request.getParameterMap().forEach((name, values) -> parameters.put(name, values[0]));
        parameters.remove(MARK);
        return Fingerprint.of(new Secret(parameters.toString()));
    }
}
