package dev.parley.command.conversation;

import dev.parley.api.Reason;
import dev.parley.api.Refused;
import org.hamcrest.Description;
import org.hamcrest.TypeSafeMatcher;

/** Matches a refusal by its reason, and shows the reason that came instead. */
final class ReasonMatcher extends TypeSafeMatcher<Object> {

    private final Reason reason;

    ReasonMatcher(Reason reason) {
        this.reason = reason;
    }

    @Override
    protected boolean matchesSafely(Object failure) {
        return failure instanceof Refused refused && refused.reason() == reason;
    }

    @Override
    public void describeTo(Description description) {
        description.appendText("a refusal with reason ").appendValue(reason);
    }
}
