package dev.parley.standalone.views;

import dev.parley.projection.rebuild.Audit;
import dev.parley.standalone.control.ControlCall;
import java.io.IOException;
import java.util.List;

/** What a running Parley does for {@code ./parley audit}. */
public record AuditRequests(Audit audit) {

    static final String EVERY_VIEW = "every-view";
    static final String SAME = "The views hold what the events say";

    public void audit(ControlCall call) throws IOException, InterruptedException {
        String named = call.arguments().get(0);
        List<String> views = audit.views(named.equals(EVERY_VIEW) ? null : named);
        Audit.Sampled sampled = audit.sample(Integer.parseInt(call.arguments().get(1)));
        call.say(
                sampled.share() >= 1
                        ? "All conversations"
                        : "About %.1f %% of the conversations, and all of what is not about conversations"
                                .formatted(100 * sampled.share()));
        long differences = 0;
        for (String view : views) {
            Audit.Finding finding = audit.of(view, sampled);
            differences += finding.report().differences();
            call.say(view + ": " + finding.events() + " events read"
                    + (finding.deadLetters() == 0
                            ? ""
                            : ", of which " + finding.deadLetters() + " could not be applied"));
            RebuildRequests.tell(call, finding.report());
        }
        call.say(differences == 0 ? SAME + "." : differences + " documents differ from what the events say.");
    }
}
