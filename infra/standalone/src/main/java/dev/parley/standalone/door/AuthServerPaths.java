package dev.parley.standalone.door;

import dev.parley.auth.AuthServer;
import java.util.List;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** Tells which requests are the authorization server's, by what they ask for. */
final class AuthServerPaths {

    private static final List<PathPattern> PATTERNS = AuthServer.PATHS.stream()
            .map(PathPatternParser.defaultInstance::parse)
            .toList();

    private AuthServerPaths() {}

    /** @param target as it stands in the request's first line */
    static boolean include(String target) {
        String asked = withoutOrigin(target);
        int query = asked.indexOf('?');
        PathContainer path = PathContainer.parsePath(query < 0 ? asked : asked.substring(0, query));
        return PATTERNS.stream().anyMatch(pattern -> pattern.matches(path));
    }

    /** A client may name the whole address (RFC 9112, 3.2.2). */
    static String withoutOrigin(String target) {
        if (target.startsWith("/")) {
            return target;
        }
        int origin = target.indexOf("://");
        int path = origin < 0 ? -1 : target.indexOf('/', origin + "://".length());
        return path < 0 ? "/" : target.substring(path);
    }
}
