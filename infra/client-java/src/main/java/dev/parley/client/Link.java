package dev.parley.client;

import dev.parley.client.Heads.Taken;
import dev.parley.client.Incoming.Reset;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The course of a device's connections, one after the other. Everything happens in steps on one virtual thread. */
final class Link implements Wire.Ear {

    private enum Phase {
        /** Will connect when its time comes. */
        AWAY,
        /** Connecting; waits for {@code welcome}. */
        OPENING,
        ONLINE,
        /** Will connect when the subscriber has made room. */
        FULL,
        OVER
    }

    private static final int NOT_AUTHENTICATED = 4401;
    /** After these there is no point in coming back. */
    private static final List<Integer> FINAL = List.of(NOT_AUTHENTICATED, 4403, 4409, 4410);

    private static final int FRUITLESS_RESUMES = 3;
    private static final String RENEWAL = "auth";
    private static final long RENEW_AGAIN = TimeUnit.SECONDS.toNanos(5);
    private static final long IDLE = TimeUnit.HOURS.toNanos(1);

    private final BlockingQueue<Runnable> steps = new LinkedBlockingQueue<>();
    private final CompletableFuture<Ended> over = new CompletableFuture<>();
    private final Settings settings;
    private final Heads heads;
    private final Outbox outbox;
    private final Deliveries deliveries;
    private final BackOff backOff;

    private Phase phase = Phase.AWAY;
    private @Nullable Wire wire;
    private @Nullable AccessToken token;
    private int gateway;
    /** When the phase is over, if it is one that ends by itself. */
    private long until = System.nanoTime();

    private long heardAt;
    private boolean asked;
    private @Nullable Long renewAt;
    private long comeBackIn;
    private long resumes;
    private boolean resuming;
    private int fruitless;
    /** The last resume was asked for because of the digest. */
    private boolean doubted;

    private @Nullable ObjectNode watched;
    private @Nullable ObjectNode status;

    Link(Settings settings) {
        this.settings = settings;
        this.heads = new Heads(settings.heads().load());
        this.outbox = new Outbox(settings.outbox());
        this.deliveries = new Deliveries(settings.buffer(), settings.heads(), () -> then(this::roomAgain));
        this.backOff = new BackOff(settings.shortestPause(), settings.longestPause(), new SplittableRandom());
    }

    void start() {
        Thread.ofVirtual().name("parley-connection").start(this::run);
    }

    Deliveries deliveries() {
        return deliveries;
    }

    /** Completes when there will be no connection any more. */
    CompletableFuture<Ended> over() {
        return over;
    }

    CompletableFuture<JsonNode> ask(String lane, ObjectNode frame) {
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        then(() -> {
            outbox.add(lane, frame, answer);
            flush();
        });
        Ended end = over.getNow(null);
        if (end != null) {
            answer.completeExceptionally(end); // the step may have come too late to be taken
        }
        return answer;
    }

    /** Said once if there is a connection that takes it at this moment, else not at all. */
    void mention(ObjectNode frame) {
        then(() -> {
            if (phase == Phase.ONLINE && wire != null && wire.idle()) {
                wire.send(frame);
            }
        });
    }

    void watch(ObjectNode frame) {
        then(() -> {
            watched = frame;
            post(frame);
        });
    }

    void status(ObjectNode frame) {
        then(() -> {
            status = frame;
            post(frame);
        });
    }

    void close() {
        then(() -> end(new Ended(Ended.BY_THIS_SIDE, "closed by this side")));
    }

    // The other end. Told on threads of the HTTP client, dealt with here.

    @Override
    public void then(Runnable step) {
        steps.add(step);
    }

    @Override
    public void heard(Wire from, JsonNode frame) {
        then(() -> {
            if (from == wire) {
                hear();
                take(frame);
            }
        });
    }

    @Override
    public void alive(Wire from) {
        then(() -> {
            if (from == wire) {
                hear();
            }
        });
    }

    @Override
    public void closed(Wire from, int code, String reason) {
        then(() -> {
            if (from == wire) {
                lost(code, reason);
            }
        });
    }

    private void hear() {
        heardAt = System.nanoTime();
        asked = false;
    }

    // Steps

    private void run() {
        try {
            while (phase != Phase.OVER) {
                Runnable step = steps.poll(nextDeadline() - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (step != null) {
                    step.run();
                }
                lookAtTheClock(System.nanoTime());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            end(new Ended(Ended.BY_THIS_SIDE, "interrupted"));
        } catch (RuntimeException e) {
            // Whoever waits for an answer must not wait for ever because of a mistake in here.
            end(new Ended(Wire.BROKEN, "the client failed: " + e));
            throw e;
        }
    }

    private void lookAtTheClock(long now) {
        if (phase == Phase.AWAY && now - until >= 0) {
            connect();
        } else if (phase == Phase.OPENING && now - until >= 0) {
            lost(Wire.BROKEN, "no welcome in " + Settings.GREETING.toSeconds() + " s");
        } else if (phase == Phase.ONLINE) {
            Long oldest = outbox.oldest();
            if (now - silentAt() >= 0) {
                askWhetherAnybodyIsThere(now);
            } else if (oldest != null && now - oldest >= Settings.ANSWER.toNanos()) {
                lost(Wire.BROKEN, "no answer in " + Settings.ANSWER.toSeconds() + " s");
            } else {
                if (renewAt != null && now - renewAt >= 0) {
                    renewAt = null;
                    fetchToken(wire, newer -> renew(newer));
                }
                flush();
            }
        }
    }

    private long nextDeadline() {
        long next = System.nanoTime() + IDLE;
        if (phase == Phase.AWAY || phase == Phase.OPENING) {
            return earlier(next, until);
        }
        if (phase == Phase.ONLINE) {
            Long oldest = outbox.oldest();
            next = earlier(next, silentAt());
            next = earlier(next, renewAt);
            next = earlier(next, outbox.nextDue());
            next = earlier(next, oldest == null ? null : oldest + Settings.ANSWER.toNanos());
        }
        return next;
    }

    private static long earlier(long one, @Nullable Long other) {
        return other != null && other - one < 0 ? other : one;
    }

    private long silentAt() {
        return heardAt + settings.quiet().toNanos() * (asked ? 2 : 1);
    }

    /** Also because the JDK forgets to tell of a connection that ends in the middle of a frame: writing to it brings that out. */
    private void askWhetherAnybodyIsThere(long now) {
        if (asked) {
            lost(
                    Wire.BROKEN,
                    "nothing heard for " + Duration.ofNanos(now - heardAt).toMillis() + " ms");
        } else {
            asked = true;
            post(Frames.frame("ping"));
        }
    }

    private void connect() {
        Wire next = new Wire(this);
        wire = next;
        phase = Phase.OPENING;
        until = System.nanoTime() + Settings.GREETING.toNanos();
        URI address = settings.gateways().get(gateway % settings.gateways().size());
        fetchToken(next, fresh -> {
            token = fresh;
            next.open(settings.http(), address, fresh);
        });
    }

    private interface TokenUse {
        void with(AccessToken token);
    }

    /** On a thread of its own: a source may ask a server. */
    private void fetchToken(@Nullable Wire of, TokenUse use) {
        Thread.ofVirtual().name("parley-token").start(() -> {
            try {
                AccessToken fresh = settings.tokens().token();
                then(() -> {
                    if (of == wire && phase != Phase.OVER) {
                        use.with(fresh);
                    }
                });
            } catch (Exception e) {
                then(() -> noToken(of, e));
            }
        });
    }

    private void noToken(@Nullable Wire of, Exception why) {
        if (of != wire) {
            return;
        }
        if (phase == Phase.ONLINE) {
            renewAt = System.nanoTime() + RENEW_AGAIN;
        } else if (phase == Phase.OPENING) {
            lost(Wire.BROKEN, "no token: " + why);
        }
    }

    private void renew(AccessToken newer) {
        token = newer;
        post(Frames.frame("auth").put("id", RENEWAL).put("token", newer.value()));
        renewAt = renewalOf(newer);
    }

    /** When a fifth of its life is left. */
    private static @Nullable Long renewalOf(AccessToken token) {
        if (token.expires() == null) {
            return null;
        }
        long left = Duration.between(Instant.now(), token.expires()).toNanos();
        return System.nanoTime() + Math.max(left / 5 * 4, RENEW_AGAIN);
    }

    private void take(JsonNode frame) {
        switch (Frames.text(frame, "type")) {
            case "welcome" -> welcome(frame);
            case "event" -> event(frame);
            case "reset" ->
                deliver(heads.reset(new Reset(
                        Frames.text(frame, "conversation"),
                        frame.path("version").asLong(-1))));
            case "caughtUp" -> caughtUp(frame);
            case "heads" -> compare(frame);
            case "ok" -> answered(frame);
            case "error" -> refused(frame);
            case "position" -> deliveries.mention(Frames.position(frame));
            case "presence" -> deliveries.mention(Frames.presence(frame));
            case "typing" -> deliveries.mention(Frames.typing(frame));
            case "bye" -> comeBackIn = frame.path("reconnectAfterMs").asLong(0) * 1_000_000L;
            default -> {} // of a newer server; unknown frames are ignored
        }
    }

    private void welcome(JsonNode frame) {
        phase = Phase.ONLINE;
        renewAt = token == null ? null : renewalOf(token);
        String user = Frames.text(frame, "user");
        heads.begin(user);
        deliveries.mention(new Incoming.Online(user, Frames.text(frame, "device")));
        fruitless = 0;
        doubted = false;
        resume();
        if (watched != null) {
            post(watched);
        }
        if (status != null) {
            post(status);
        }
        flush();
    }

    private void resume() {
        resuming = true;
        ObjectNode frame = Frames.frame("resume").put("id", resumeId(++resumes));
        heads.versions().forEach(frame.putObject("heads")::put);
        post(frame);
    }

    private static String resumeId(long number) {
        return "r" + number;
    }

    private void event(JsonNode frame) {
        deliver(heads.offer(Frames.event(frame)));
        if (heads.tooMuchAside()) {
            lost(Wire.BROKEN, "too much came out of order");
        } else if (phase == Phase.ONLINE && heads.misses() && !resuming) {
            resume();
        }
    }

    private void caughtUp(JsonNode frame) {
        if (!Frames.text(frame, "id").equals(resumeId(resumes))) {
            return; // an older one; what it left out, the newer brings
        }
        resuming = false;
        deliver(heads.caughtUp());
        if (phase != Phase.ONLINE) {
            return;
        }
        if (!heads.misses()) {
            fruitless = 0;
            backOff.worked();
            deliveries.mention(new Incoming.CaughtUp());
        } else if (++fruitless < FRUITLESS_RESUMES) {
            resume();
        } else {
            lost(Wire.BROKEN, "versions are missing that do not come");
        }
    }

    /** Once per digest: when resuming does not mend it, the next one will tell whether something still is wrong. */
    private void compare(JsonNode frame) {
        if (resuming) {
            return;
        }
        boolean agree = heads.agree(frame.path("count").asLong(-1), Frames.text(frame, "digest"));
        if (!agree && !doubted) {
            doubted = true;
            resume();
        } else {
            doubted = false;
        }
    }

    private void answered(JsonNode frame) {
        if (outbox.answer(frame, System.nanoTime())) {
            flush();
        }
    }

    private void refused(JsonNode frame) {
        String id = Frames.text(frame, "id");
        if (id.equals(RENEWAL)) {
            renewAt = System.nanoTime() + RENEW_AGAIN;
        } else if (resuming && id.equals(resumeId(resumes))) {
            lost(Wire.BROKEN, "cannot resume: " + Frames.text(frame, "code"));
        } else {
            answered(frame);
        }
    }

    private void deliver(List<Taken> all) {
        for (int i = 0; i < all.size(); i++) {
            if (!deliveries.offer(all.get(i))) {
                all.subList(i, all.size()).reversed().forEach(heads::undo);
                hangUp(Wire.BROKEN, "the subscriber is too slow");
                phase = Phase.FULL;
                return;
            }
        }
    }

    private void roomAgain() {
        if (phase == Phase.FULL) {
            connect();
        }
    }

    private void flush() {
        if (phase == Phase.ONLINE) {
            outbox.due(System.nanoTime()).forEach(this::post);
        }
    }

    private void post(ObjectNode frame) {
        if (phase == Phase.ONLINE && wire != null) {
            wire.send(frame);
        }
    }

    private void lost(int code, String reason) {
        boolean tokenWasOver = token != null && token.expired();
        hangUp(code, reason);
        if (FINAL.contains(code) && !(code == NOT_AUTHENTICATED && tokenWasOver)) {
            end(new Ended(code, reason));
            return;
        }
        phase = Phase.AWAY;
        gateway++;
        until = System.nanoTime() + Math.max(backOff.next(), comeBackIn);
        comeBackIn = 0;
    }

    private void hangUp(int code, String reason) {
        if (phase == Phase.ONLINE) {
            deliveries.mention(new Incoming.Offline(code, reason));
        }
        if (wire != null) {
            wire.breakOff();
            wire = null;
        }
        resuming = false;
        outbox.unanswered(System.nanoTime());
    }

    private void end(Ended why) {
        if (phase == Phase.OVER) {
            return;
        }
        if (wire != null) {
            wire.close();
            wire = null;
        }
        phase = Phase.OVER;
        over.complete(why);
        // Whoever asks from now on sees that it is over; whoever asked before is in the outbox, or among these steps.
        steps.forEach(Runnable::run);
        outbox.end(why);
        deliveries.end(why);
    }
}
