package dev.parley.edge;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Gives each request its trace id: the one of the caller's {@code traceparent} (W3C Trace Context), else a new one. It goes back in
 * the header {@value #HEADER}, into every problem document, and with every command into the events.
 */
public final class Trace implements WebFilter, Ordered {

    public static final String HEADER = "Trace-Id";

    private static final String ATTRIBUTE = Trace.class.getName();
    private static final Pattern TRACEPARENT = Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}.*");

    /** The trace id of this request: 32 hexadecimal digits. */
    public static String of(ServerWebExchange exchange) {
        return exchange.getAttributeOrDefault(ATTRIBUTE, "");
    }

    /** The trace id that a caller sends; a new one where it is none. */
    public static String from(@Nullable String traceparent) {
        if (traceparent == null) {
            return next();
        }
        Matcher matcher = TRACEPARENT.matcher(traceparent);
        return matcher.matches() ? matcher.group(1) : next();
    }

    /** A new trace id. It need not be a secret, so it need not be costly. */
    public static String next() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String trace = from(exchange.getRequest().getHeaders().getFirst("traceparent"));
        exchange.getAttributes().put(ATTRIBUTE, trace);
        exchange.getResponse().getHeaders().set(HEADER, trace);
        return chain.filter(exchange);
    }
}
