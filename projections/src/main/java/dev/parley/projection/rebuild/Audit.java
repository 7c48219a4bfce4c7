package dev.parley.projection.rebuild;

import dev.parley.api.InvalidInput;
import dev.parley.api.projection.Projectors;
import dev.parley.projection.runtime.BulkLoad;
import dev.parley.projection.runtime.Contents;
import dev.parley.projection.runtime.Projections;
import dev.parley.projection.runtime.Shelf;
import dev.parley.projection.runtime.Stand;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Holds views against the events: makes what they should hold anew, in a generation that nobody ever reads, and compares, in the end while
 * both stand at exactly the same place. It changes nothing. Blocks.
 */
public final class Audit {

    /** Rebuilds count theirs from 1. */
    private static final int SCRATCH = 0;

    private static final int ATTEMPTS = 5;

    private final Projections projections;
    private final MeterRegistry meters;
    private final Map<String, AtomicLong> last = new ConcurrentHashMap<>();
    private final ReentrantLock one = new ReentrantLock();

    public Audit(Projections projections, MeterRegistry meters) {
        this.projections = projections;
        this.meters = meters;
    }

    /** What came out for one view. {@code deadLetters} events could not be applied; they are missing on both sides. */
    public record Finding(String view, long events, long deadLetters, Report report) {}

    /** The views there are, or the one that is named. */
    public List<String> views(@Nullable String named) {
        if (named != null && !projections.projectors().contains(named)) {
            throw new InvalidInput(
                    "view",
                    "There is no view of that name; these can be audited: "
                            + projections.projectors().stream().sorted().collect(Collectors.joining(", ")) + ".");
        }
        return named == null
                ? projections.statuses().stream()
                        .map(status -> status.projector())
                        .toList()
                : List.of(named);
    }

    /**
     * A sample of about so many conversations, another one each time.
     *
     * @param conversations 0 = all
     */
    public Sampled sample(int conversations) {
        if (conversations == 0) {
            return new Sampled(Sample.EVERYTHING);
        }
        Shelf heads = projections.stand(Projectors.HEADS).orElseThrow().shelf();
        AtomicLong all = new AtomicLong();
        heads.contents(heads.live()).getFirst().ids(page -> all.addAndGet(page.size()));
        double share = all.get() == 0 ? 1 : Math.min(1, (double) conversations / all.get());
        return new Sampled(new Sample(share, UUID.randomUUID().toString()));
    }

    /** Some of the conversations. */
    public static final class Sampled {

        private final Sample sample;

        private Sampled(Sample sample) {
            this.sample = sample;
        }

        public double share() {
            return sample.share();
        }
    }

    /** One view; two at a time would take each other's place to work. */
    public Finding of(String view, Sampled sampled) throws InterruptedException {
        one.lockInterruptibly();
        try {
            Finding finding = found(projections.stand(view).orElseThrow(), sampled.sample);
            tell(view, finding.report().differences());
            return finding;
        } finally {
            one.unlock();
        }
    }

    private Finding found(Stand stand, Sample sample) throws InterruptedException {
        Shelf shelf = stand.shelf();
        String projector = shelf.projector();
        shelf.drop(SCRATCH);
        try {
            BulkLoad load =
                    projections.rehearse(shelf, SCRATCH, new BulkLoad.Options(0, sample.keys(projector), () -> false));
            projections.run(load);
            List<Comparison> comparisons = new ArrayList<>();
            List<Contents> made = shelf.contents(SCRATCH);
            List<Contents> read = shelf.contents(shelf.live());
            for (int i = 0; i < made.size(); i++) {
                Comparison comparison = new Comparison(
                        read.get(i),
                        made.get(i),
                        sample.scope(projector, made.get(i).name()));
                comparison.walk(() -> false);
                comparisons.add(comparison);
            }
            BulkLoad.Progress progress = load.progress();
            return new Finding(projector, progress.total(), progress.deadLetters(), settled(stand, load, comparisons));
        } finally {
            shelf.drop(SCRATCH);
        }
    }

    private Report settled(Stand stand, BulkLoad load, List<Comparison> comparisons) throws InterruptedException {
        AtomicReference<Report> report = new AtomicReference<>();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            projections.run(load); // what came while it was compared
            boolean stood = projections.meet(
                    stand,
                    load,
                    () -> report.set(new Report(
                            comparisons.stream().map(Comparison::settle).toList())));
            Report settled = report.get();
            if (stood && settled != null) {
                return settled;
            }
        }
        throw new IllegalStateException("The view of " + stand.shelf().projector()
                + " could not be held at one place long enough to compare it; see GET /api/v1/admin/projections.");
    }

    private void tell(String view, long differences) {
        last.computeIfAbsent(view, projector -> {
                    AtomicLong told = new AtomicLong();
                    Gauge.builder("parley.audit.differences", told, AtomicLong::doubleValue)
                            .description(
                                    "Documents that differed from what the events say, when a view was audited last")
                            .tag("projector", projector)
                            .register(meters);
                    return told;
                })
                .set(differences);
    }
}
