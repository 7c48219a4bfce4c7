package dev.parley.demo;

import dev.parley.client.Refused;
import dev.parley.demo.client.Eventually;
import dev.parley.demo.client.RefusedByServer;
import dev.parley.demo.client.Unmet;
import java.util.function.Predicate;

/** What the story insists on. Whatever is otherwise becomes an {@link Unmet} that says what was expected. */
final class Expect {

    private Expect() {}

    static <T> void same(String what, T expected, T got) {
        if (!expected.equals(got)) {
            throw new Unmet(what + " to be " + expected, String.valueOf(got));
        }
    }

    static <T> void that(String what, T got, Predicate<T> so) {
        if (!so.test(got)) {
            throw new Unmet(what, String.valueOf(got));
        }
    }

    /** @param status 0 for an error that comes through WebSocket */
    static void refused(int status, String code, Runnable call) {
        same("the refusal", refusal(status, code), outcome(call));
    }

    /** For reads: the view behind them may learn of a change a moment later. */
    static void eventuallyRefused(int status, String code, Runnable call) {
        Eventually.see(refusal(status, code), () -> outcome(call), refusal(status, code)::equals);
    }

    private static String outcome(Runnable call) {
        try {
            call.run();
            return "no refusal";
        } catch (RefusedByServer e) {
            return refusal(e.status(), e.code());
        } catch (Refused e) {
            return e.code();
        }
    }

    private static String refusal(int status, String code) {
        return status == 0 ? code : status + " " + code;
    }
}
