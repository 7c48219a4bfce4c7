package dev.parley.auth.page;

import dev.parley.api.Refused;
import dev.parley.api.people.UserId;
import dev.parley.auth.account.Credentials;
import dev.parley.auth.factor.Authenticators;
import dev.parley.auth.factor.SecondFactors;
import dev.parley.auth.input.Secret;
import dev.parley.auth.password.Password;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** {@code /id/security/authenticator}: a person's authenticator app and recovery codes. Every change takes the password. */
@Controller
@RequestMapping(AuthenticatorPages.HOME)
final class AuthenticatorPages {

    static final String HOME = "/id/security/authenticator";

    private static final String SCAN = "/scan";

    private final Authenticators authenticators;
    private final SecondFactors factors;
    private final Credentials credentials;
    private final Refusals refusals;

    AuthenticatorPages(
            Authenticators authenticators, SecondFactors factors, Credentials credentials, Refusals refusals) {
        this.authenticators = authenticators;
        this.factors = factors;
        this.credentials = credentials;
        this.refusals = refusals;
    }

    @GetMapping
    String show(Principal person, Model model) {
        UserId user = UserId.of(person.getName());
        model.addAttribute("on", factors.isRequiredOf(user));
        model.addAttribute("left", authenticators.recoveryCodesLeft(user));
        return "authenticator";
    }

    @PostMapping("/set-up")
    String setUp(@RequestParam String password, Principal person, Model model, HttpServletResponse response) {
        UserId user = UserId.of(person.getName());
        try {
            credentials.confirm(user, new Password(password));
            authenticators.setUp(user);
            return "redirect:" + HOME + SCAN;
        } catch (Refused refused) {
            return again(refused, person, model, response);
        }
    }

    @GetMapping(SCAN)
    String scan(Principal person, Model model) {
        model.addAttribute("setUp", authenticators.waiting(UserId.of(person.getName())));
        return "authenticator-scan";
    }

    /** The answer is a page of its own, because it is the only one that ever shows these codes. */
    @PostMapping(SCAN)
    String confirm(@RequestParam String code, Principal person, Model model, HttpServletResponse response) {
        try {
            model.addAttribute("codes", authenticators.confirm(UserId.of(person.getName()), new Secret(code)));
            return "recovery-codes";
        } catch (Refused refused) {
            scan(person, model);
            return refusals.again("authenticator-scan", refused, model, response);
        }
    }

    @PostMapping("/recovery-codes")
    String renew(@RequestParam String password, Principal person, Model model, HttpServletResponse response) {
        UserId user = UserId.of(person.getName());
        try {
            credentials.confirm(user, new Password(password));
            model.addAttribute("codes", authenticators.renewRecoveryCodes(user));
            return "recovery-codes";
        } catch (Refused refused) {
            return again(refused, person, model, response);
        }
    }

    @PostMapping("/remove")
    String remove(
            @RequestParam String password,
            @RequestParam String code,
            Principal person,
            Model model,
            HttpServletResponse response) {
        UserId user = UserId.of(person.getName());
        try {
            credentials.confirm(user, new Password(password));
            factors.check(user, new Secret(code));
            authenticators.remove(user, user);
            return "redirect:" + HOME;
        } catch (Refused refused) {
            return again(refused, person, model, response);
        }
    }

    private String again(Refused refused, Principal person, Model model, HttpServletResponse response) {
        return refusals.again(show(person, model), refused, model, response);
    }
}
