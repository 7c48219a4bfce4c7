package dev.parley.auth.page;

import dev.parley.auth.oauth.Scopes;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** What applications may ask for, as people read it: each has a text of its own. */
final class Permissions {

    /** Comes with every answer, and is told apart from what one may choose. */
    private static final String IDENTITY = "openid";

    private Permissions() {}

    /** Those that people may choose, in the order in which they are asked. */
    static List<String> inOrder(Set<String> asked, Predicate<String> which) {
        return Scopes.ALL.stream()
                .filter(scope -> !scope.equals(IDENTITY))
                .filter(asked::contains)
                .filter(which)
                .toList();
    }

    /** The key of its text: a colon would end a key in a file of texts. */
    static String key(String scope) {
        return scope.replace(':', '-');
    }
}
