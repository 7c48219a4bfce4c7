package dev.parley.auth.page;

import dev.parley.api.Refused;
import dev.parley.api.people.UserId;
import dev.parley.auth.application.Application;
import dev.parley.auth.application.Applications;
import dev.parley.auth.application.Applications.Registered;
import dev.parley.auth.application.Authority;
import dev.parley.auth.application.NewSecret;
import dev.parley.auth.oauth.Scopes;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** {@code /id/applications}: applications that somebody puts behind this sign-on. What only few need is left to the API. */
@Controller
@RequestMapping("/id/applications")
final class ApplicationPages {

    private static final List<String> SCOPES = Scopes.ALL.stream()
            .filter(scope -> !Scopes.BY_ADMINISTRATORS.contains(scope))
            .toList();

    private final Applications applications;
    private final Refusals refusals;

    ApplicationPages(Applications applications, Refusals refusals) {
        this.applications = applications;
        this.refusals = refusals;
    }

    @ModelAttribute("scopes")
    List<String> scopes() {
        return SCOPES;
    }

    @GetMapping
    String list(Principal principal, @RequestParam(required = false) @Nullable String gone, Model model) {
        model.addAttribute("applications", applications.of(person(principal)));
        model.addAttribute("gone", gone != null);
        return "applications";
    }

    @GetMapping("/new")
    String empty(Model model) {
        model.addAttribute("form", ApplicationForm.empty());
        return "application-new";
    }

    /** Answers with the page itself: the secret is shown this once and kept nowhere, so there is nothing to be sent on to. */
    @PostMapping("/new")
    String register(
            Principal principal,
            @ModelAttribute("form") ApplicationForm form,
            HttpServletResponse response,
            Model model) {
        try {
            Registered registered =
                    applications.register(person(principal), Authority.OWNER, form.described(List.of()));
            return shown(registered.application(), registered.secret(), model);
        } catch (Refused refused) {
            return refusals.again("application-new", refused, model, response);
        }
    }

    @GetMapping("/{id}")
    String one(
            Principal principal,
            @PathVariable UUID id,
            @RequestParam(required = false) @Nullable String saved,
            Model model) {
        Application application = applications.get(id, person(principal), Authority.OWNER);
        model.addAttribute("form", ApplicationForm.of(application));
        model.addAttribute("saved", saved != null);
        return page(application, principal, model);
    }

    @PostMapping("/{id}")
    String change(
            Principal principal,
            @PathVariable UUID id,
            @ModelAttribute("form") ApplicationForm form,
            HttpServletResponse response,
            Model model) {
        Application before = applications.get(id, person(principal), Authority.OWNER);
        try {
            applications.change(
                    id,
                    person(principal),
                    Authority.OWNER,
                    form.described(before.registration().grantTypes()),
                    null);
            return "redirect:/id/applications/" + id + "?saved";
        } catch (Refused refused) {
            return refusals.again(page(before, principal, model), refused, model, response);
        }
    }

    @PostMapping("/{id}/secrets")
    String addSecret(Principal principal, @PathVariable UUID id, HttpServletResponse response, Model model) {
        Application application = applications.get(id, person(principal), Authority.OWNER);
        try {
            return shown(application, applications.addSecret(id, person(principal), Authority.OWNER, null), model);
        } catch (Refused refused) {
            model.addAttribute("form", ApplicationForm.of(application));
            return refusals.again(page(application, principal, model), refused, model, response);
        }
    }

    @PostMapping("/{id}/secrets/remove")
    String removeSecret(Principal principal, @PathVariable UUID id, @RequestParam UUID secret) {
        applications.removeSecret(id, secret, person(principal), Authority.OWNER);
        return "redirect:/id/applications/" + id + "?saved";
    }

    @PostMapping("/{id}/remove")
    String remove(Principal principal, @PathVariable UUID id) {
        applications.remove(id, person(principal), Authority.OWNER);
        return "redirect:/id/applications?gone";
    }

    private String page(Application application, Principal principal, Model model) {
        model.addAttribute("it", application);
        model.addAttribute(
                "secrets",
                application.registration().authenticationMethod().hasSecret()
                        ? applications.secrets(application.id(), person(principal), Authority.OWNER)
                        : List.of());
        return "application";
    }

    private static String shown(Application application, @Nullable NewSecret secret, Model model) {
        model.addAttribute("it", application);
        model.addAttribute(
                "secret", secret == null ? null : secret.clientSecret().value());
        return "application-secret";
    }

    private static UserId person(Principal principal) {
        return UserId.of(principal.getName());
    }
}
