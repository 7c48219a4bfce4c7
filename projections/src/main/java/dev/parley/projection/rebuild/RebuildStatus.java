package dev.parley.projection.rebuild;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.projection.runtime.BulkLoad;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A rebuild as operators see it. {@code done} of {@code total} offsets are read; the estimate is left out where there is nothing to go by. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RebuildStatus(
        String rebuild,
        String view,
        RebuildRecord.State state,
        int from,
        int generation,
        int eventsPerSecond,
        @Nullable Work work,
        String by,
        Instant startedAt,
        Instant settledAt,
        @Nullable Report report,
        @Nullable String problem) {

    /** How far the making of it is. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Work(
            long done,
            long total,
            int percent,
            long eventsPerSecond,
            @Nullable Long secondsLeft,
            long deadLetters) {

        static Work of(BulkLoad.Progress progress) {
            long left = progress.total() - progress.done();
            return new Work(
                    progress.done(),
                    progress.total(),
                    progress.total() == 0 ? 0 : (int) (100 * progress.done() / progress.total()),
                    Math.round(progress.perSecond()),
                    progress.perSecond() < 1 ? null : (long) Math.ceil(left / progress.perSecond()),
                    progress.deadLetters());
        }
    }

    static RebuildStatus of(RebuildRecord rebuild, @Nullable BulkLoad load) {
        return new RebuildStatus(
                rebuild.id(),
                rebuild.view(),
                rebuild.state(),
                rebuild.from(),
                rebuild.generation(),
                rebuild.eventsPerSecond(),
                load == null ? null : Work.of(load.progress()),
                rebuild.by(),
                rebuild.startedAt(),
                rebuild.settledAt(),
                rebuild.report(),
                rebuild.problem());
    }
}
