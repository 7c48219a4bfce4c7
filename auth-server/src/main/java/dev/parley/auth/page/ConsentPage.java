package dev.parley.auth.page;

import dev.parley.api.CommandRefused;
import dev.parley.api.Reason;
import dev.parley.api.people.UserId;
import dev.parley.auth.account.Profiles;
import dev.parley.auth.application.Application;
import dev.parley.auth.application.Applications;
import dev.parley.auth.consent.Consents;
import java.net.URI;
import java.security.Principal;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * {@code /id/consent}: asks somebody what an application may do for them, in words. The standard endpoint takes the answer; {@code
 * state} is what ties the two together, and knows who was asked for what: a page that was made up is refused there.
 */
@Controller
final class ConsentPage {

    private final Applications applications;
    private final Consents consents;
    private final Profiles profiles;

    ConsentPage(Applications applications, Consents consents, Profiles profiles) {
        this.applications = applications;
        this.consents = consents;
        this.profiles = profiles;
    }

    @GetMapping("/id/consent")
    String ask(
            @RequestParam("client_id") String clientId,
            @RequestParam String state,
            @RequestParam(defaultValue = "") String scope,
            @RequestParam(value = "user_code", required = false) @Nullable String userCode,
            Principal principal,
            Model model) {
        UserId person = UserId.of(principal.getName());
        Application application = applications
                .byClientId(clientId)
                .orElseThrow(() -> new CommandRefused(Reason.NOT_FOUND, "There is no such application."));
        Set<String> asked = new TreeSet<>(List.of(scope.strip().split("\\s+", -1)));
        asked.remove("");
        Set<String> before = consents.scopes(person, application.id());
        model.addAttribute("name", application.registration().name());
        model.addAttribute("description", application.registration().description());
        model.addAttribute("logo", application.registration().logoUri());
        model.addAttribute("owner", profiles.of(application.owner()));
        model.addAttribute("site", site(application));
        model.addAttribute("me", profiles.of(person));
        model.addAttribute("openid", asked.contains("openid"));
        model.addAttribute("given", Permissions.inOrder(asked, before::contains));
        model.addAttribute("wanted", Permissions.inOrder(asked, one -> !before.contains(one)));
        model.addAttribute("clientId", clientId);
        model.addAttribute("state", state);
        model.addAttribute("userCode", userCode);
        model.addAttribute("answerTo", userCode == null ? "/oauth2/authorize" : "/oauth2/device_verification");
        return "consent";
    }

    /** Where people end up when they agree: what an application says of itself anybody can say, but not this. */
    private static @Nullable String site(Application application) {
        List<String> addresses = application.registration().redirectUris();
        return addresses.isEmpty() ? null : URI.create(addresses.getFirst()).getHost();
    }
}
