package dev.parley.standalone.views;

import dev.parley.projection.rebuild.RebuildRecord.State;
import dev.parley.projection.rebuild.RebuildStatus;
import dev.parley.projection.rebuild.Rebuilds;
import dev.parley.projection.rebuild.Report;
import dev.parley.standalone.control.ControlCall;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a running Parley does for {@code ./parley rebuild}: the line tells how far it is, a few times a second while that changes. */
public record RebuildRequests(Rebuilds rebuilds) {

    private static final Duration GLANCE = Duration.ofMillis(250);
    private static final String CONSOLE = "the console";

    public void rebuild(ControlCall call) throws IOException, InterruptedException {
        String view = call.arguments().get(0);
        int rate = Integer.parseInt(call.arguments().get(1));
        boolean confirm = call.arguments().get(2).equals("confirm");
        RebuildStatus status = rebuilds.begin(new Rebuilds.Wish(view, rate, confirm, CONSOLE));
        call.say("Rebuild " + status.rebuild() + ": generation " + status.generation() + " of " + view
                + " grows beside generation " + status.from() + ", which goes on being read");
        String told = "";
        while (status.state() == State.BUILDING || status.state() == State.COMPARING) {
            String line = progress(status);
            if (!line.equals(told)) {
                call.say(line);
                told = line;
            }
            Thread.sleep(GLANCE);
            status = rebuilds.one(status.rebuild());
        }
        tell(call, status);
    }

    public void move(ControlCall call) throws IOException, InterruptedException {
        String id = call.arguments().get(1);
        RebuildStatus status = switch (call.arguments().get(0)) {
            case "switch" -> rebuilds.switchOver(id);
            case "rollback" -> rebuilds.rollBack(id);
            case "drop" -> rebuilds.drop(id);
            default -> throw new IllegalArgumentException("A rebuild can be switched, rolled back and dropped.");
        };
        call.say(end(status));
    }

    private static String progress(RebuildStatus status) {
        RebuildStatus.Work work = status.work();
        if (status.state() == State.COMPARING || work == null || work.total() == 0) {
            return status.state() == State.COMPARING
                    ? "comparing the two generations"
                    : "looking for what has happened";
        }
        Long left = work.secondsLeft();
        return work.percent() + " % (" + work.done() + " of " + work.total() + " events, " + work.eventsPerSecond()
                + "/s" + (left == null ? "" : ", " + left + " s to go") + ")";
    }

    private static void tell(ControlCall call, RebuildStatus status) throws IOException {
        Report report = status.report();
        if (report != null) {
            tell(call, report);
        }
        String problem = status.problem();
        if (problem != null) {
            call.say(problem);
        }
        call.say(end(status));
    }

    static void tell(ControlCall call, Report report) throws IOException {
        for (Report.Compared compared : report.collections()) {
            call.say(compared.collection() + ": " + compared.documentsRead() + " documents are read, "
                    + compared.documentsMade() + " were made; "
                    + (compared.differences() == 0
                            ? "no difference, digest " + compared.digestMade()
                            : compared.changed() + " changed, " + compared.missing() + " only read, " + compared.added()
                                    + " only made, " + compared.uncertain() + " uncertain"));
            for (Report.Difference difference : compared.examples()) {
                call.say("  " + difference.id());
                call.say("    read " + shown(difference.read()));
                call.say("    made " + shown(difference.made()));
            }
        }
    }

    private static String shown(@Nullable String text) {
        return text == null ? "(nothing)" : text;
    }

    private static String end(RebuildStatus status) {
        String id = status.rebuild();
        return switch (status.state()) {
            case SWITCHED ->
                "Generation " + status.generation() + " of " + status.view()
                        + " is read now. To go back: ./parley rebuild" + " --rollback " + id
                        + "; to put the old one away at once: --drop " + id;
            case READY -> "It waits: ./parley rebuild --switch " + id + ", or --drop " + id + " to give it up";
            case ROLLED_BACK ->
                "Generation " + status.from() + " of " + status.view() + " is read again. Forward: --switch " + id
                        + "; to give it up: --drop " + id;
            case DONE -> "Generation " + status.from() + " of " + status.view() + " is put away.";
            case ABORTED -> "Nothing is left of it; generation " + status.from() + " is read as before.";
            case BUILDING, COMPARING, DROPPING -> "It goes on.";
        };
    }
}
