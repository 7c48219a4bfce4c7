package dev.parley.push.connection;

import dev.parley.api.Reason;
import dev.parley.api.Refused;
import dev.parley.api.people.UserId;
import dev.parley.api.session.DeviceId;
import dev.parley.edge.Caller;
import dev.parley.edge.Problem;
import dev.parley.edge.Trace;
import dev.parley.edge.token.IssuedTo;
import dev.parley.edge.token.Presented;
import dev.parley.push.fanout.Subscriber;
import dev.parley.push.fanout.Subscription;
import dev.parley.push.frame.ClientFrame;
import dev.parley.push.frame.CloseCode;
import dev.parley.push.frame.Encoded;
import dev.parley.push.frame.ServerFrame;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.jwt.Jwt;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** One open connection: who it belongs to, until when, and its place in the fan-out. */
final class Connection implements Subscriber {

    private static final Logger log = LoggerFactory.getLogger(Connection.class);
    private static final int SILENT_HEARTBEATS = 3;

    private final UUID session;
    private final Line line;
    private final ConnectionSettings settings;
    private final Gateway gateway;
    private final Sinks.One<Subscription> opened = Sinks.one();
    private final Sinks.Empty<Void> ended = Sinks.empty();
    private final Disposable.Composite timers = Disposables.composite();
    private final Disposable.Swap expiry = Disposables.swap();

    private volatile @Nullable Access access;
    private volatile @Nullable String authId;
    private volatile @Nullable Subscription subscription;
    private volatile boolean asked;
    private volatile boolean over;
    private volatile long heardAt = System.nanoTime();

    Connection(UUID session, Line line, ConnectionSettings settings, Gateway gateway) {
        this.session = session;
        this.line = line;
        this.settings = settings;
        this.gateway = gateway;
        timers.add(expiry);
    }

    /** Writes until the end. Completes when the socket is closed. */
    Mono<Void> run() {
        return line.run().doFinally(signal -> end());
    }

    Line line() {
        return line;
    }

    /** Completes when the connection is over. */
    Mono<Void> ended() {
        return ended.asMono();
    }

    /** The fan-out's side of it, once it is authenticated and in; empty when it ends before. */
    Mono<Subscription> opened() {
        return opened.asMono();
    }

    /** Something came in, whatever it was. */
    void heard() {
        heardAt = System.nanoTime();
    }

    /** Closes unless {@link #authenticate} is called in time. */
    void expectToken() {
        timers.add(Mono.delay(settings.authWithin())
                .takeUntilOther(opened())
                .filter(late -> !asked)
                .subscribe(late -> close(CloseCode.AUTH_TOO_LATE), this::failed));
    }

    /** The first token. What comes behind it waits until it is verified. */
    Mono<Void> authenticate(@Nullable String id, Presented token) {
        asked = true;
        return enter(id, gateway.tokens().verify(token));
    }

    /** With a token that was verified on the way here; a proof that came with it is good once. */
    Mono<Void> authenticate(Jwt verified) {
        asked = true;
        return enter(null, Mono.fromSupplier(() -> gateway.tokens().access(verified)));
    }

    private Mono<Void> enter(@Nullable String id, Mono<Access> token) {
        return token.flatMap(verified -> {
                    authId = id;
                    become(verified);
                    return gateway.admission().admit(this);
                })
                .doOnNext(this::start)
                .onErrorResume(failure -> {
                    refuse(id, failure);
                    close(closeCode(failure));
                    return Mono.empty();
                })
                .then();
    }

    /** A newer token of the same device. When it is none, the old one goes on until it expires. */
    Mono<Void> renew(ClientFrame.Auth auth) {
        return gateway.tokens().verify(Presented.plain(auth.token())).flatMap(newer -> {
            Access current = access;
            if (current == null || !current.sameDeviceAs(newer)) {
                line.send(ServerFrame.Refusal.to(
                        auth.id(),
                        Problem.of(
                                Reason.NOT_ALLOWED,
                                "A token is renewed by one of the same person and device.",
                                "token",
                                Trace.next())));
                return Mono.empty();
            }
            become(newer);
            line.send(ServerFrame.Ok.to(auth.id()));
            return Mono.empty();
        });
    }

    Caller caller() {
        return access().caller().in(Trace.next());
    }

    /** The newest token, as it came; never to be shown to anybody but another part of Parley. */
    String bearer() {
        return access().bearer();
    }

    void send(ServerFrame frame) {
        line.send(frame);
    }

    /** Tells a failure in the words of the protocol. What is our own fault is logged under the trace that the client is told. */
    void refuse(@Nullable String id, Throwable failure) {
        Problem problem = Problem.of(failure, Trace.next());
        if (problem.code() == Reason.INTERNAL) {
            log.error("A frame failed, trace {}", problem.traceId(), failure);
        }
        send(ServerFrame.Refusal.to(id, problem));
    }

    @Override
    public UserId user() {
        return access().user();
    }

    @Override
    public DeviceId device() {
        return access().device();
    }

    @Override
    public void opened(Subscription place) {
        subscription = place;
        send(gateway.welcome(authId, session, access()));
        gateway.presences().opened(this);
        if (over) {
            leave(place);
        }
    }

    @Override
    public void offer(Encoded frame) {
        line.send(frame);
    }

    @Override
    public void offerTogether(Encoded frame) {
        line.sendTogether(frame);
    }

    @Override
    public boolean hasRoom() {
        return line.hasRoom();
    }

    /** Whoever waits here does not fill the queue, so a reader that has stopped is found by taking nothing for too long. */
    @Override
    public Mono<Void> room() {
        return line.room().timeout(settings.stalledAfter(), Mono.fromRunnable(() -> close(CloseCode.TOO_SLOW)));
    }

    @Override
    public void close(CloseCode code) {
        line.close(code);
    }

    /** What it was let in with; null before that. */
    @Nullable
    IssuedTo token() {
        Access current = access;
        return current == null ? null : current.token();
    }

    private void become(Access verified) {
        Access former = access;
        access = verified;
        if (former != null) {
            gateway.signOuts().forget(this, former.token());
        }
        gateway.signOuts().watch(this, verified.token());
        if (over) {
            gateway.signOuts().forget(this, verified.token());
        }
        Duration left = Duration.between(Instant.now(), verified.until());
        expiry.update(Mono.delay(left.isNegative() ? Duration.ZERO : left).subscribe(late -> expire(), this::failed));
    }

    private void expire() {
        send(ServerFrame.Refusal.to(
                null, Problem.of(Reason.NOT_AUTHENTICATED, "The token has expired.", null, Trace.next())));
        close(CloseCode.NOT_AUTHENTICATED);
    }

    private void start(Subscription place) {
        opened.tryEmitValue(place);
        timers.add(Mono.delay(settings.holdBack())
                .flatMap(late -> gateway.catchUp().release(place))
                .subscribe(nothing -> {}, this::failed));
        timers.add(Flux.interval(settings.heartbeat())
                .onBackpressureDrop()
                .concatMap(beat -> beat(place))
                .subscribe(nothing -> {}, this::failed));
    }

    private Mono<Void> beat(Subscription place) {
        Duration silent = Duration.ofNanos(System.nanoTime() - heardAt);
        // Half a beat early, for else the third would just miss the moment and leave it to the fourth.
        if (silent.compareTo(settings.heartbeat()
                        .multipliedBy(2 * SILENT_HEARTBEATS - 1)
                        .dividedBy(2))
                > 0) {
            close(CloseCode.SILENT);
            return Mono.empty();
        }
        line.ping();
        return gateway.catchUp().heads(place).onErrorResume(failure -> {
            log.debug("No heads this time", failure);
            return Mono.empty();
        });
    }

    private void end() {
        over = true;
        timers.dispose();
        opened.tryEmitEmpty();
        Subscription place = subscription;
        if (place != null) {
            leave(place);
        }
        gateway.signOuts().forget(this, token());
        ended.tryEmitEmpty();
    }

    private void leave(Subscription place) {
        gateway.leave(place);
        gateway.presences().closed(this);
    }

    /** A timer that cannot do its work leaves a connection that cannot be relied on. */
    private void failed(Throwable failure) {
        log.warn("Session {} cannot go on", session, failure);
        close(CloseCode.TRY_LATER);
    }

    private static CloseCode closeCode(Throwable failure) {
        Reason reason = failure instanceof Refused refused ? refused.reason() : Reason.INTERNAL;
        return switch (reason) {
            case NOT_AUTHENTICATED -> CloseCode.NOT_AUTHENTICATED;
            case FORBIDDEN -> CloseCode.FORBIDDEN;
            case TOO_MANY_DEVICES -> CloseCode.TOO_MANY;
            default -> CloseCode.TRY_LATER;
        };
    }

    private Access access() {
        Access current = access;
        if (current == null) {
            throw new IllegalStateException("Nobody has authenticated on session " + session);
        }
        return current;
    }
}
