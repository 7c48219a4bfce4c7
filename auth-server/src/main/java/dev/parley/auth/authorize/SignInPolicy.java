package dev.parley.auth.authorize;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Decides whether whoever sits at the browser has to sign in before an application gets its answer. */
final class SignInPolicy {

    private SignInPolicy() {}

    /** What has to happen next. */
    enum Step {
        GO_ON,
        SIGN_IN,
        REGISTER,
        /** The application wants nothing shown, and nobody is signed in who would do. */
        LOGIN_REQUIRED,
        /** The application wants nothing shown, and a stronger sign-in than there was. */
        INTERACTION_REQUIRED
    }

    /**
     * @param person who is signed in at this browser; null when nobody is
     * @param freshly whether they signed in because this very request asked for it: then they did what they could, and it is recent
     *     enough, whatever the clock says
     */
    static Step next(Wishes wishes, @Nullable BrowserPerson person, boolean freshly, Instant now) {
        if (person == null) {
            return asked(wishes, wishes.prompts().contains(Prompt.CREATE) ? Step.REGISTER : Step.SIGN_IN);
        }
        if (wishes.hint().isPresent() && !wishes.hint().get().equals(person.user())) {
            return freshly ? Step.LOGIN_REQUIRED : asked(wishes, Step.SIGN_IN);
        }
        if (freshly) {
            return Step.GO_ON;
        }
        if (wishes.prompts().contains(Prompt.CREATE)) {
            return Step.REGISTER;
        }
        if (wishes.anew() || tooLongAgo(wishes, person, now)) {
            return asked(wishes, Step.SIGN_IN);
        }
        if (!wishes.satisfiedBy(person.how())) {
            return wishes.silent() ? Step.INTERACTION_REQUIRED : Step.SIGN_IN;
        }
        return Step.GO_ON;
    }

    private static Step asked(Wishes wishes, Step step) {
        return wishes.silent() ? Step.LOGIN_REQUIRED : step;
    }

    private static boolean tooLongAgo(Wishes wishes, BrowserPerson person, Instant now) {
        return wishes.maxAge()
                .filter(age ->
                        age.isZero() || Duration.between(person.how().at(), now).compareTo(age) > 0)
                .isPresent();
    }
}
