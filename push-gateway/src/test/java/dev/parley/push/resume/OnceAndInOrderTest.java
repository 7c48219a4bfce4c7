package dev.parley.push.resume;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parley.api.conversation.ConversationId;
import dev.parley.api.session.DeviceId;
import dev.parley.push.fanout.Backlog;
import dev.parley.push.fanout.Delivery;
import dev.parley.push.fanout.Fanout;
import dev.parley.push.fanout.FanoutLoop;
import dev.parley.push.frame.CloseCode;
import dev.parley.push.frame.EventFrames;
import dev.parley.push.frame.FrameCodec;
import dev.parley.push.frame.ServerFrame;
import dev.parley.push.resume.World.Happened;
import dev.parley.push.tail.Offsets;
import dev.parley.push.tail.Published;
import dev.parley.push.tail.Tail;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/**
 * Whatever the timing of views, dispatcher, joins, kicks, connects and resumes: a connection gets exactly what its person may see, in
 * order, once. Each seed is one interleaving, run step by step on one thread; a failure names its seed.
 */
class OnceAndInOrderTest {

    private static final int LIMIT = 20;
    private static final FrameCodec FRAMES = new FrameCodec(JsonMapper.shared());

    private Random random;
    private World world;
    private LaggingViews views;
    private StepScheduler thread;
    private StepScheduler timer;
    private Fanout fanout;
    private FanoutLoop loop;
    private Admission admission;
    private CatchUp catchUp;
    private boolean smallTail;
    private Backlog.Limits limits;
    private long[] dispatched;
    private boolean dispatching;
    private final List<SimulatedDevice> devices = new ArrayList<>();
    private final Map<DeviceId, Map<ConversationId, Long>> remembered = new HashMap<>();
    private final List<Throwable> failures = new ArrayList<>();

    @Test
    void aConnectionThatResumesGetsExactlyWhatItMissedInOrderOnce() {
        for (long seed = 0; seed < 600; seed++) {
            try {
                simulate(seed);
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("Seed " + seed + ": " + e.getMessage(), e);
            }
        }
    }

    private void simulate(long seed) {
        begin(seed);
        int steps = 500 + random.nextInt(1500);
        for (int step = 0; step < steps; step++) {
            oneStep();
        }
        settle();
        assertThat(failures).isEmpty();
        for (SimulatedDevice device : devices) {
            device.sawNothingThatIsNotTheirs(world);
            if (!device.closed && device.subscription != null) {
                if (device.heads != null) {
                    device.gotEverythingSinceItsHeads(world, limits);
                    assertThat(device.lastDigest)
                            .as("Digest of %s", device.user())
                            .isEqualTo(digest(device));
                } else if (!smallTail) {
                    device.gotEverythingSinceItOpened(world);
                    assertThat(device.lastDigest)
                            .as("Digest of %s", device.user())
                            .isEqualTo(digest(device));
                }
            }
        }
    }

    private void begin(long seed) {
        random = new Random(seed * 0x9E3779B97F4A7C15L);
        world = new World(random, 5);
        views = new LaggingViews(world, random);
        thread = new StepScheduler();
        timer = new StepScheduler();
        smallTail = random.nextBoolean();
        limits = new Backlog.Limits(LIMIT, LIMIT * (1 + random.nextInt(6)));
        fanout = new Fanout(
                new Tail(smallTail ? 25 : 100_000, 1_000_000, frame -> frame),
                new Delivery(FRAMES, new SimpleMeterRegistry()),
                limits,
                random.nextBoolean() ? 1 : 100);
        loop = new FanoutLoop(fanout, thread);
        Patience patience = new Patience(timer, Duration.ofDays(1));
        Gate gate = new Gate(1 + random.nextInt(3));
        admission = new Admission(loop, views, patience, gate);
        catchUp = new CatchUp(
                loop,
                views,
                () -> views.later(this::end),
                new LogStream(loop, views, new EventFrames(JsonMapper.shared(), FRAMES)),
                patience,
                gate);
        devices.clear();
        remembered.clear();
        failures.clear();
        dispatching = false;
        for (int event = random.nextInt(60); event > 0; event--) {
            world.somethingHappens();
        }
        dispatched = new long[World.PARTITIONS];
        for (int partition = 0; partition < World.PARTITIONS; partition++) {
            dispatched[partition] = world.end(partition);
        }
        fanout.begin(Offsets.of(dispatched));
        views.begin(12);
    }

    private Offsets end() {
        long[] ends = new long[World.PARTITIONS];
        for (int partition = 0; partition < World.PARTITIONS; partition++) {
            ends[partition] = world.end(partition);
        }
        return Offsets.of(ends);
    }

    private void oneStep() {
        int dice = random.nextInt(100);
        if (dice < 8) {
            world.somethingHappens();
        } else if (dice < 22) {
            views.oneMovesOn();
        } else if (dice < 28) {
            dispatch(random.nextInt(World.PARTITIONS), 1 + random.nextInt(5));
        } else if (dice < 55) {
            thread.step();
        } else if (dice < 80) {
            views.answerOne();
        } else if (dice < 84) {
            timer.step();
        } else if (dice < 96) {
            drainSome();
        } else if (dice < 99) {
            connect();
        } else {
            disconnectOrResumeAgain();
        }
    }

    private void drainSome() {
        devices.stream().filter(device -> random.nextBoolean()).forEach(SimulatedDevice::drain);
    }

    private void dispatch(int partition, int atMost) {
        if (dispatching) {
            return;
        }
        List<Happened> records = world.between(partition, dispatched[partition], world.end(partition)).stream()
                .limit(atMost)
                .toList();
        List<Published> batch =
                records.stream().map(OnceAndInOrderTest::published).toList();
        long[] next = dispatched.clone();
        next[partition] = records.size() < atMost
                ? world.end(partition)
                : records.getLast().offset() + 1;
        dispatching = true;
        loop.run(f -> {
                    f.accept(batch, Offsets.of(next));
                    dispatched = next;
                    dispatching = false;
                })
                .subscribe();
    }

    private static Published published(Happened event) {
        return new Published(
                event.partition(),
                event.offset(),
                event.conversation(),
                event.version(),
                0,
                event.change(),
                null,
                FRAMES.encode(new ServerFrame.Event(
                        event.conversation(), event.version(), "Tailed", Instant.EPOCH, null, "{}")));
    }

    private void connect() {
        if (devices.stream().filter(device -> !device.closed).count() > 4) {
            return;
        }
        var user = world.anybody();
        DeviceId id = new DeviceId(new UUID(user.value().getLeastSignificantBits(), random.nextInt(2)));
        SimulatedDevice device = new SimulatedDevice(user, id, () -> dispatched);
        devices.add(device);
        int manner = random.nextInt(4);
        if (manner > 0) {
            device.heads = manner == 1 ? Map.of() : new HashMap<>(remembered.getOrDefault(id, Map.of()));
            if (manner == 3 && random.nextInt(4) == 0 && !world.conversations().isEmpty()) {
                ConversationId any = world.conversations()
                        .get(random.nextInt(world.conversations().size()));
                device.heads.put(any, world.version(any) + 1 + random.nextInt(10));
            }
        }
        admission
                .admit(device)
                .flatMap(subscription -> device.heads == null
                        ? catchUp.release(subscription)
                        : catchUp.resume(subscription, device.heads, null))
                .subscribe(nothing -> {}, failures::add);
    }

    private void disconnectOrResumeAgain() {
        if (devices.isEmpty()) {
            return;
        }
        SimulatedDevice device = devices.get(random.nextInt(devices.size()));
        if (device.closed || device.subscription == null) {
            return;
        }
        if (device.caughtUp && random.nextBoolean()) {
            resumeAgain(device);
        } else {
            device.sawNothingThatIsNotTheirs(world);
            remembered.put(device.device(), device.have());
            device.close(CloseCode.SILENT);
            loop.run(f -> f.detach(device.subscription)).subscribe();
        }
    }

    /** What is under way when the client asks again belongs to before; the fan-out's thread is where the line is drawn. */
    private void resumeAgain(SimulatedDevice device) {
        while (thread.step()) {
            // nothing else happens meanwhile
        }
        device.heads = device.have();
        device.forget();
        catchUp.resume(device.subscription, device.heads, null).subscribe(nothing -> {}, failures::add);
        while (thread.step()) {
            // until it is held
        }
    }

    private void settle() {
        views.allCatchUp();
        boolean busy = true;
        while (busy) {
            busy = false;
            for (int partition = 0; partition < World.PARTITIONS; partition++) {
                if (dispatched[partition] < world.end(partition)) {
                    dispatch(partition, 5);
                    busy = true;
                }
            }
            while (thread.step() || views.answerOne()) {
                busy = true;
            }
            for (SimulatedDevice device : devices) {
                device.drain();
            }
            busy |= timer.step() || thread.step();
        }
        devices.stream()
                .filter(device -> !device.closed && device.subscription != null)
                .forEach(device -> catchUp.heads(device.subscription).subscribe(nothing -> {}, failures::add));
        while (thread.step() || views.answerOne()) {
            // the digests are on their way
        }
    }

    private String digest(SimulatedDevice device) {
        long[] digest = new long[1];
        int[] count = new int[1];
        world.truth(device.user()).forEach((conversation, membership) -> {
            if (membership.current()) {
                digest[0] ^= hash(conversation + ":" + world.version(conversation));
                count[0]++;
            }
        });
        return count[0] + "/" + HexFormat.of().toHexDigits(digest[0]);
    }

    private static long hash(String text) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)))
                    .getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
