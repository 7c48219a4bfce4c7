package dev.parley.standalone.views;

import dev.parley.projection.deadletter.Blockage;
import dev.parley.projection.deadletter.DeadLetterOffice;
import dev.parley.standalone.control.ControlCall;
import java.io.IOException;
import java.util.List;

/** What a running Parley does for {@code ./parley dead-letters}. */
public record DeadLetterRequests(DeadLetterOffice office) {

    static final String STILL = "It still fails: ";

    private static final String CONSOLE = "the console";

    public void settle(ControlCall call) throws IOException {
        List<String> words = call.arguments();
        switch (words.getFirst()) {
            case "list" -> list(call);
            case "show" -> show(call, office.one(words.get(1)));
            case "retry" -> tell(call, office.retry(words.get(1)));
            case "retry-all" -> tell(call, office.retryAll());
            case "discard" -> tell(call, office.discard(words.get(1), words.get(2), CONSOLE));
            default -> throw new IllegalArgumentException("Dead letters can be listed, shown, retried and discarded.");
        }
    }

    private void list(ControlCall call) throws IOException {
        List<Blockage> all = office.all();
        for (Blockage each : all) {
            call.say(each.id() + "  " + named(each) + ", " + waiting(each));
            call.say("    " + each.cause());
        }
        call.say(
                all.isEmpty()
                        ? "No view lacks anything."
                        : all.size() + " in all. ./parley dead-letters show ID tells more of one.");
    }

    private static void show(ControlCall call, Blockage one) throws IOException {
        call.say(named(one));
        call.say("view      " + one.projector());
        call.say("key       " + one.key());
        Long position = one.position();
        if (position != null) {
            call.say("position  " + position + " of the event store");
        }
        call.say("since     " + one.at());
        call.say("cause     " + one.cause());
        String stack = one.stack();
        if (stack != null) {
            call.say("at        " + stack);
        }
        call.say(waiting(one));
        call.say(
                one.poison()
                        ? "./parley dead-letters retry " + one.id() + " takes it again; discard leaves it out for good"
                        : "An earlier event of its key is missing: ./parley rebuild " + one.projector());
    }

    private static String named(Blockage each) {
        return (each.event() == null ? "a fact" : each.event())
                + (each.version() == null ? "" : ", version " + each.version())
                + " of " + each.topic();
    }

    private static String waiting(Blockage each) {
        return each.parked() == 0 ? "nothing waits behind it" : each.parked() + " wait behind it";
    }

    private static void tell(ControlCall call, DeadLetterOffice.Outcome outcome) throws IOException {
        call.say("Applied: " + outcome.applied());
        String causes = outcome.cause();
        if (causes != null) {
            for (String cause : causes.lines().toList()) {
                call.say(STILL + cause);
            }
        }
    }
}
