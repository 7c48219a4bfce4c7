package dev.parley.auth.page;

import dev.parley.api.InvalidInput;
import dev.parley.api.Refused;
import dev.parley.auth.account.EmailVerifications;
import dev.parley.auth.account.Passwords;
import dev.parley.auth.input.Secret;
import dev.parley.auth.password.Password;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Where the links in mails lead. A link alone changes nothing: mail servers open links to look at them. */
@Controller
final class ResetPages {

    private final Passwords passwords;
    private final EmailVerifications verifications;
    private final Refusals refusals;

    ResetPages(Passwords passwords, EmailVerifications verifications, Refusals refusals) {
        this.passwords = passwords;
        this.verifications = verifications;
        this.refusals = refusals;
    }

    @GetMapping("/id/reset")
    String ask() {
        return "reset";
    }

    /** The same answer for everybody, there or not. */
    @PostMapping("/id/reset")
    String ask(
            @RequestParam(defaultValue = "") String username,
            Locale language,
            HttpServletResponse response,
            Model model) {
        model.addAttribute("username", username);
        try {
            passwords.askForReset("username", username, language);
            return "reset-sent";
        } catch (Refused refused) {
            return refusals.again("reset", refused, model, response);
        }
    }

    @GetMapping(path = "/id/reset", params = "token")
    String choose(@RequestParam String token, HttpServletResponse response, Model model) {
        try {
            passwords.requireGood(new Secret(token));
        } catch (Refused refused) {
            return refusals.again("reset", refused, model, response);
        }
        model.addAttribute("token", token);
        return "reset-choose";
    }

    @PostMapping(path = "/id/reset", params = "token")
    String choose(
            @RequestParam String token,
            @RequestParam(defaultValue = "") String password,
            @RequestParam(defaultValue = "") String again,
            Locale language,
            HttpServletResponse response,
            Model model) {
        model.addAttribute("token", token);
        try {
            requireSame(password, again);
            passwords.reset(new Secret(token), new Password(password), language);
        } catch (InvalidInput refused) {
            return refusals.again("reset-choose", refused, model, response);
        } catch (Refused refused) {
            return refusals.again("reset", refused, model, response);
        }
        return "redirect:/id/reset/done";
    }

    @GetMapping("/id/reset/done")
    String done() {
        return "reset-done";
    }

    @GetMapping("/id/verify")
    String verify(@RequestParam String token, Model model) {
        model.addAttribute("token", token);
        return "verify";
    }

    @PostMapping("/id/verify")
    String verified(@RequestParam String token, Locale language, HttpServletResponse response, Model model) {
        model.addAttribute("token", token);
        try {
            verifications.verify(new Secret(token), language);
            return "redirect:/id/verify/done";
        } catch (Refused refused) {
            return refusals.again("verify", refused, model, response);
        }
    }

    @GetMapping("/id/verify/done")
    String verifiedDone() {
        return "verify-done";
    }

    static void requireSame(String password, String again) {
        if (!password.equals(again)) {
            throw new InvalidInput("again", "The two passwords differ.");
        }
    }
}
