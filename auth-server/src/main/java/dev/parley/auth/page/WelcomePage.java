package dev.parley.auth.page;

import dev.parley.api.Refused;
import dev.parley.api.people.UserId;
import dev.parley.auth.account.NewAccount;
import dev.parley.auth.account.Registrations;
import dev.parley.auth.admin.FirstAdministrator;
import dev.parley.auth.input.Secret;
import dev.parley.auth.page.RegisterPages.Form;
import dev.parley.auth.password.Password;
import dev.parley.auth.web.Trace;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * {@code /id/welcome}: whoever can read the server's console becomes its first administrator, as who they are signed in as or with a
 * new account. The link's secret stays in the browser until the form is sent; a small script fills it in, people can too.
 */
@Controller
final class WelcomePage {

    private final FirstAdministrator first;
    private final Registrations registrations;
    private final BrowserSignIn browser;
    private final Refusals refusals;

    WelcomePage(FirstAdministrator first, Registrations registrations, BrowserSignIn browser, Refusals refusals) {
        this.first = first;
        this.registrations = registrations;
        this.browser = browser;
        this.refusals = refusals;
    }

    @GetMapping("/id/welcome")
    String welcome(@ModelAttribute("form") Form form) {
        return "welcome";
    }

    /** The account comes first: a link that was spent for a name that is taken would be lost. */
    @PostMapping("/id/welcome")
    String become(
            @Nullable Principal principal,
            @RequestParam(defaultValue = "") String token,
            @ModelAttribute("form") Form form,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        model.addAttribute("token", token);
        try {
            Secret secret = new Secret(token.substring(token.indexOf('#') + 1).strip());
            first.requireGood(secret);
            first.become(secret, principal == null ? register(form) : UserId.of(principal.getName()));
        } catch (Refused refused) {
            return refusals.again("welcome", refused, model, response);
        }
        if (principal == null) {
            browser.signIn(form.username(), form.password(), request, response);
        }
        return "redirect:/id/welcome/done";
    }

    @GetMapping("/id/welcome/done")
    String done() {
        return "welcome-done";
    }

    private UserId register(Form form) {
        NewAccount account = form.account();
        ResetPages.requireSame(form.password(), form.again());
        return registrations.register(
                account, new Password(form.password()).requireAcceptable("password"), Trace.ofThisRequest());
    }
}
