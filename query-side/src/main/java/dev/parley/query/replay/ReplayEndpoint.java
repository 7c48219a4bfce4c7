package dev.parley.query.replay;

import dev.parley.api.InvalidInput;
import dev.parley.api.QueryRefused;
import dev.parley.api.Reason;
import dev.parley.api.permission.Permission;
import dev.parley.api.replay.EventArchive;
import dev.parley.edge.Caller;
import dev.parley.edge.token.IssuedTo;
import dev.parley.edge.token.Revoked;
import io.netty.channel.Channel;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;

/** Where analysts read what happened, from the beginning or from anywhere, to the end or on and on. */
@RestController
class ReplayEndpoint {

    private static final Logger log = LoggerFactory.getLogger(ReplayEndpoint.class);

    private final ObjectProvider<EventArchive> archives;
    private final Replays replays;
    private final Checkpoints checkpoints;
    private final DisclosurePolicy disclosure;
    private final Revoked revoked;
    private final Clock clock = Clock.systemUTC();

    ReplayEndpoint(
            ObjectProvider<EventArchive> archives,
            Replays replays,
            Checkpoints checkpoints,
            DisclosurePolicy disclosure,
            Revoked revoked) {
        this.archives = archives;
        this.replays = replays;
        this.checkpoints = checkpoints;
        this.disclosure = disclosure;
        this.revoked = revoked;
    }

    @GetMapping("/api/v1/replay")
    Mono<Void> replay(
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String types,
            @RequestParam(required = false) @Nullable String conversation,
            @RequestParam(required = false) @Nullable String person,
            @RequestParam(defaultValue = "ndjson") String format,
            @RequestParam(defaultValue = "false") boolean follow,
            @RequestParam(defaultValue = "true") boolean masked,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            @AuthenticationPrincipal Jwt token,
            Caller caller,
            ServerHttpResponse response) {
        caller.require(Permission.REPLAY_EVENTS);
        Disclosure shown = disclosure.of(caller, masked);
        ReplayFormat asked = ReplayFormat.of(format, follow);
        ReplayQuery query = ReplayQuery.of(
                lastEventId == null ? from : behind(lastEventId), to, types, conversation, person, follow);
        EventArchive archive = archive();
        if (!masked) {
            log.info("{} reads events unmasked, from {}", token.getSubject(), from == null ? "the first" : from);
        }
        String analyst = String.valueOf(token.getSubject());
        return replays.begin(
                        analyst,
                        () -> new Reading(
                                archive, query, behindCheckpoint(analyst, query), shown, asked.encoding(), clock),
                        () -> isWelcome(token, follow),
                        channelOf(response)::isWritable)
                .flatMap(pieces -> send(pieces, asked, response));
    }

    private static Mono<Void> send(Flux<byte[]> pieces, ReplayFormat format, ServerHttpResponse response) {
        HttpHeaders headers = response.getHeaders();
        headers.set(HttpHeaders.CONTENT_TYPE, format.mediaType());
        headers.setCacheControl(CacheControl.noStore());
        headers.set("X-Accel-Buffering", "no"); // or a proxy keeps to itself what somebody follows
        return response.writeAndFlushWith(
                pieces.map(piece -> Mono.just(response.bufferFactory().wrap(piece))));
    }

    private static Channel channelOf(ServerHttpResponse response) {
        AtomicReference<@Nullable Channel> channel = new AtomicReference<>();
        HttpServerResponse raw = ServerHttpResponseDecorator.getNativeResponse(response);
        raw.withConnection(connection -> channel.set(connection.channel()));
        return Objects.requireNonNull(channel.get(), "The answer has a channel");
    }

    private EventArchive archive() {
        EventArchive archive = archives.getIfAvailable();
        if (archive == null) {
            throw new QueryRefused(Reason.UNAVAILABLE, "There is no event store here that could be replayed.");
        }
        return archive;
    }

    private long behindCheckpoint(String analyst, ReplayQuery query) {
        return query.from()
                .filter(Bound.Behind.class::isInstance)
                .map(Bound.Behind.class::cast)
                .map(from -> checkpoints.position(analyst, from.checkpoint()))
                .orElse(0L);
    }

    /** Whoever follows comes back with a new token; whoever fetches what there is may finish. */
    private boolean isWelcome(Jwt token, boolean follow) {
        Instant expires = token.getExpiresAt();
        boolean expired = follow && expires != null && !clock.instant().isBefore(expires);
        return !expired && !revoked.covers(IssuedTo.of(token));
    }

    private static String behind(String lastEventId) {
        if (!lastEventId.matches("\\d{1,18}")) {
            throw new InvalidInput("Last-Event-ID", "The last event's id is its position, a whole number.");
        }
        return Long.toString(Long.parseLong(lastEventId) + 1);
    }
}
