package dev.parley.projection.deadletter;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.parley.api.InvalidInput;
import dev.parley.api.QueryRefused;
import dev.parley.api.Reason;
import dev.parley.api.permission.Permission;
import dev.parley.edge.Caller;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Where administrators see what the views lack, and decide what becomes of it. */
@RestController
@RequestMapping("/api/v1/admin/dead-letters")
class DeadLettersEndpoint {

    private static final int MAX_LIMIT = 100;

    private final DeadLetterOffice office;

    DeadLettersEndpoint(DeadLetterOffice office) {
        this.office = office;
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Listed(List<Blockage> items, @Nullable String next) {}

    record Decided(List<Settled.Decision> items) {}

    record Why(@Nullable String reason) {}

    /** @param cursor the id of the last one of the page before */
    @GetMapping
    Mono<Listed> open(
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor,
            Caller caller) {
        caller.require(Permission.ADMINISTER);
        if (limit < 1 || limit > MAX_LIMIT) {
            throw new InvalidInput("limit", "A page has 1 to " + MAX_LIMIT + " items, not " + limit + ".");
        }
        return blocking(() -> page(office.all(), limit, cursor));
    }

    private static Listed page(List<Blockage> all, int limit, @Nullable String cursor) {
        List<String> ids = all.stream().map(Blockage::id).toList();
        int from = cursor == null ? 0 : ids.indexOf(cursor) + 1;
        if (cursor != null && from == 0) {
            throw new InvalidInput("cursor", "The cursor leads nowhere any more; begin at the first page.");
        }
        List<Blockage> items = all.subList(from, Math.min(all.size(), from + limit));
        boolean more = from + items.size() < all.size();
        return new Listed(items, more ? items.getLast().id() : null);
    }

    /** What was discarded or taken again, by whom and why. */
    @GetMapping("/decisions")
    Mono<Decided> decisions(Caller caller) {
        caller.require(Permission.ADMINISTER);
        return blocking(() -> new Decided(office.decisions()));
    }

    @PostMapping("/retry")
    Mono<DeadLetterOffice.Outcome> retryAll(Caller caller) {
        caller.require(Permission.ADMINISTER);
        return blocking(office::retryAll);
    }

    @PostMapping("/{id}/retry")
    Mono<DeadLetterOffice.Outcome> retry(@PathVariable String id, Caller caller) {
        caller.require(Permission.ADMINISTER);
        return blocking(() -> office.retry(id));
    }

    @PostMapping("/{id}/discard")
    Mono<DeadLetterOffice.Outcome> discard(@PathVariable String id, @RequestBody Why why, Caller caller) {
        String by = caller.user(Permission.ADMINISTER).toString();
        String reason = InvalidInput.required("reason", why.reason());
        return blocking(() -> office.discard(id, reason, by));
    }

    private static <T> Mono<T> blocking(Callable<T> work) {
        return Mono.fromCallable(work)
                .subscribeOn(Schedulers.boundedElastic())
                .onErrorMap(
                        KafkaException.class,
                        outage -> new QueryRefused(
                                Reason.UNAVAILABLE, "Dead letters are not at hand just now; try again."));
    }
}
