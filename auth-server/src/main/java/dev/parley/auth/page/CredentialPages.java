package dev.parley.auth.page;

import dev.parley.api.Refused;
import dev.parley.api.people.UserId;
import dev.parley.auth.account.AccountStates;
import dev.parley.auth.account.EmailVerifications;
import dev.parley.auth.account.Passwords;
import dev.parley.auth.account.Profiles;
import dev.parley.auth.page.SecurityPages.Done;
import dev.parley.auth.password.Password;
import dev.parley.auth.web.Trace;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.security.Principal;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What people change with their password alone: the password, the e-mail address, and whether there is an account at all. */
@Controller
final class CredentialPages {

    private final Passwords passwords;
    private final EmailVerifications verifications;
    private final AccountStates states;
    private final Profiles profiles;
    private final BrowserSignIn browser;
    private final Refusals refusals;

    CredentialPages(
            Passwords passwords,
            EmailVerifications verifications,
            AccountStates states,
            Profiles profiles,
            BrowserSignIn browser,
            Refusals refusals) {
        this.passwords = passwords;
        this.verifications = verifications;
        this.states = states;
        this.profiles = profiles;
        this.browser = browser;
        this.refusals = refusals;
    }

    @GetMapping("/id/security/password")
    String password() {
        return "change-password";
    }

    /** Everything else is signed out by it; this browser signs in anew with the new password. */
    @PostMapping("/id/security/password")
    String password(
            Principal principal,
            @RequestParam(defaultValue = "") String current,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String again,
            Locale language,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        UserId person = UserId.of(principal.getName());
        try {
            ResetPages.requireSame(password, again);
            passwords.change(person, "", new Password(current), new Password(password), "password", language);
        } catch (Refused refused) {
            return refusals.again("change-password", "current", refused, model, response);
        }
        request.getSession().invalidate();
        browser.signIn(profiles.of(person).username(), password, request, response);
        return SecurityPages.done(Done.PASSWORD);
    }

    @GetMapping("/id/security/email")
    String email(Principal principal, Model model) {
        model.addAttribute("email", "");
        return "change-email";
    }

    @PostMapping("/id/security/email")
    String email(
            Principal principal,
            @RequestParam(defaultValue = "") String email,
            @RequestParam(defaultValue = "") String current,
            Locale language,
            HttpServletResponse response,
            Model model) {
        model.addAttribute("email", email);
        try {
            verifications.change(UserId.of(principal.getName()), new Password(current), email, language);
        } catch (Refused refused) {
            return refusals.again("change-email", "current", refused, model, response);
        }
        return SecurityPages.done(Done.EMAIL);
    }

    @GetMapping("/id/security/leave")
    String leave() {
        return "leave";
    }

    @PostMapping("/id/security/leave")
    String leave(
            Principal principal,
            @RequestParam(defaultValue = "") String current,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        try {
            states.leave(UserId.of(principal.getName()), new Password(current), Trace.ofThisRequest());
        } catch (Refused refused) {
            return refusals.again("leave", "current", refused, model, response);
        }
        request.getSession().invalidate();
        return "redirect:/id/signed-out";
    }
}
