package dev.parley.auth.authorize;

import dev.parley.auth.oauth.SignedInBy;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an application wishes of the sign-in.
 *
 * @param prompts what people should be shown in any case
 * @param maxAge how long ago the sign-in may have been
 * @param classes the authentication contexts that would do, of those we know; empty when any does
 * @param hint the id of the person who should be signed in
 */
record Wishes(Set<Prompt> prompts, Optional<Duration> maxAge, List<String> classes, Optional<String> hint) {

    static final String PROMPT = "prompt";
    static final String MAX_AGE = "max_age";
    static final String ACR_VALUES = "acr_values";
    static final String ID_TOKEN_HINT = "id_token_hint";

    /** What they wish of a request that {@link RequestRules} have passed. */
    static Wishes of(Map<String, Object> parameters, Optional<String> hint) {
        EnumSet<Prompt> prompts = EnumSet.noneOf(Prompt.class);
        words(parameters.get(PROMPT)).forEach(word -> Prompt.of(word).ifPresent(prompts::add));
        Optional<Duration> maxAge = parameters.get(MAX_AGE) instanceof String seconds && !seconds.isEmpty()
                ? Optional.of(Duration.ofSeconds(Long.parseLong(seconds)))
                : Optional.empty();
        List<String> classes = words(parameters.get(ACR_VALUES)).stream()
                .filter(SignedInBy.CLASSES::contains)
                .toList();
        return new Wishes(prompts, maxAge, classes, hint);
    }

    boolean silent() {
        return prompts.contains(Prompt.NONE);
    }

    /** Whether nothing short of signing in again will do. */
    boolean anew() {
        return prompts.contains(Prompt.LOGIN)
                || prompts.contains(Prompt.SELECT_ACCOUNT)
                || prompts.contains(Prompt.CREATE);
    }

    boolean satisfiedBy(SignedInBy how) {
        return classes.isEmpty() || classes.stream().anyMatch(how::reaches);
    }

    static List<String> words(@Nullable Object text) {
        return text instanceof String words && !words.isBlank()
                ? Arrays.asList(words.strip().split(" +", -1))
                : List.of();
    }
}
