package dev.parley.auth.page;

import dev.parley.api.Reason;
import dev.parley.api.Refused;
import dev.parley.api.conversation.InvitationSeen;
import dev.parley.api.conversation.InvitationSeen.State;
import dev.parley.api.people.UserId;
import dev.parley.auth.invitation.Invitations;
import dev.parley.auth.web.Trace;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Where the link of an invitation leads: which group it is, for everybody who has the link, and a way in for those who sign in. The link
 * alone lets nobody in: whoever looks at links before people do opens it too.
 */
@Controller
final class InvitationPages {

    static final String ADDRESS = "/id/invitation";

    private final Invitations invitations;
    private final Refusals refusals;

    InvitationPages(Invitations invitations, Refusals refusals) {
        this.invitations = invitations;
        this.refusals = refusals;
    }

    @GetMapping(ADDRESS)
    String look(@RequestParam(defaultValue = "") String token, HttpServletResponse response, Model model) {
        try {
            InvitationSeen seen = invitations.look(token, Trace.ofThisRequest());
            if (seen.state() != State.GOOD) {
                return over(seen.state().name(), Reason.GONE, response, model);
            }
            model.addAttribute("token", token);
            model.addAttribute("group", seen.name());
            model.addAttribute("members", seen.members());
            return "invitation";
        } catch (Refused refused) {
            return refused(refused, response, model);
        }
    }

    /** For those who are signed in, and so the way for the others to do so and come back. */
    @GetMapping(ADDRESS + "/signed-in")
    String signedIn(@RequestParam(defaultValue = "") String token) {
        return "redirect:"
                + UriComponentsBuilder.fromPath(ADDRESS)
                        .queryParam("token", "{token}")
                        .encode()
                        .buildAndExpand(token)
                        .toUriString();
    }

    @PostMapping(ADDRESS)
    String accept(
            Principal principal,
            @RequestParam(defaultValue = "") String token,
            HttpServletResponse response,
            Model model) {
        try {
            invitations.accept(token, UserId.of(principal.getName()), Trace.ofThisRequest());
            return "redirect:" + ADDRESS + "/accepted";
        } catch (Refused refused) {
            // What has become of it meanwhile is told where one looks at it.
            return refused.reason() == Reason.GONE ? look(token, response, model) : refused(refused, response, model);
        }
    }

    private String refused(Refused refused, HttpServletResponse response, Model model) {
        return switch (refused.reason()) {
            case NOT_FOUND, MAY_NOT_JOIN, TOO_MANY_MEMBERS ->
                over(refused.reason().name(), refused.reason(), response, model);
            default -> refusals.again("invitation-over", refused, model, response);
        };
    }

    private static String over(String why, Reason reason, HttpServletResponse response, Model model) {
        response.setStatus(reason.status());
        model.addAttribute("over", "invitation.over." + why);
        return "invitation-over";
    }

    @GetMapping(ADDRESS + "/accepted")
    String accepted() {
        return "invitation-accepted";
    }
}
